// The import rules of this repository (docs/architecture.md). Each one has a fixture tree under
// test/architecture/fixtures/imports/<rule name> that breaks it, and test/architecture/imports.spec.ts sees it break.
const SPEC = '\\.spec\\.ts$';
const TEST_KIT = ['^libs/[^/]+/src/contract/', '[/.]testing\\.ts$'];
const NEST = 'node_modules/(@nestjs|@fastify|fastify|class-validator|class-transformer|reflect-metadata|rxjs)/';
// Where Nest stops: composition roots, controllers, request shapes, message handlers and the two libs that wrap the framework.
const COMPOSITION = '^apps/[^/]+/src/(main|demo|system)\\.ts$';
const NEST_EDGE = [
  COMPOSITION,
  '\\.(http|dto|consumer|module)\\.ts$',
  '^libs/(http|messaging|operations|telemetry)/',
  '^apps/portal/src/(portal\\.(server|routing|parts)|page/(backchannel|browser|assets|compress|download|probes|upload)|live/stream)\\.ts$',
];
// Loaded into a program before it; nobody imports it.
// What browsers load.
const FOR_BROWSERS = '^apps/portal/src/page/enhance\\.js$';
const PRELOADED = '^apps/cluster/src/with-parent\\.ts$';

/** The one home of a driver; tests may speak to the real thing. */
const oneHome = (name, home, packages) => ({
  name,
  severity: 'error',
  comment: `${packages} is imported by ${home} alone: everybody else speaks to the port.`,
  from: { path: '^(apps|libs)/', pathNot: `^${home}/` },
  to: { path: `node_modules/(${packages})/` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment:
        'domain/ knows the domain folders of its own app and @lib/kernel; npm, node: and the files around it are not its business.',
      from: { path: '^(apps/[^/]+)/.*domain/', pathNot: SPEC },
      to: { pathNot: ['^$1/.*/domain/', '^libs/kernel/'] },
    },
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Files that need each other are one file, or hide a third one.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'apps-do-not-meet',
      severity: 'error',
      comment:
        'Services meet on topics and over HTTP. Only apps/embedded, which hosts them, and apps/migrate, which makes their ' +
        'tables, import them.',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/(embedded|migrate)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'app-front-door',
      severity: 'error',
      comment:
        'The host takes a service by the files that are named after it: catalog.module.ts, catalog.migrations.ts …',
      from: { path: '^apps/(embedded|migrate)/', pathNot: SPEC },
      to: { path: '^apps/', pathNot: ['^apps/$1/', '^apps/([^/]+)/src/\\1\\.[a-z]+\\.ts$'] },
    },
    {
      name: 'slices-know-no-composition',
      severity: 'error',
      comment:
        'What composes a service stands beside its slices and knows them all: through it each would need every other. Tests ' +
        'may run the whole service. That slices do not need each other is checked in test/architecture/slices.ts, for a ' +
        'folder scope here does not take x/domain for a part of x.',
      from: { path: '^apps/(catalog|enrollment|certificates|webhooks)/src/[^/]+/', pathNot: [SPEC, ...TEST_KIT] },
      to: { path: '^apps/$1/src/[^/]+$' },
    },
    {
      name: 'libs-do-not-know-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'lib-front-door',
      severity: 'error',
      comment: 'A lib is reached by src/index.ts; its test kit by src/testing.ts.',
      from: { path: '^(apps|libs|test)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/', pathNot: ['^libs/$2/', '^libs/[^/]+/src/(index|testing)\\.ts$'] },
    },
    {
      name: 'transports-stand-apart',
      severity: 'error',
      comment:
        'Logs, delivery and handlers are the same on every transport: they know none, and no transport knows another.',
      from: { path: '^libs/messaging/src/([^/]+)/', pathNot: [SPEC, ...TEST_KIT] },
      to: { path: '^libs/messaging/src/(local|kafka)/', pathNot: '^libs/messaging/src/$1/' },
    },
    {
      name: 'kernel-imports-nothing',
      severity: 'error',
      comment: 'Everything stands on the kernel, so the kernel stands on nothing but uuid.',
      from: { path: '^libs/kernel/', pathNot: SPEC },
      to: { pathNot: ['^libs/kernel/', 'node_modules/uuid/'] },
    },
    {
      name: 'contracts-know-no-framework',
      severity: 'error',
      comment: 'Any consumer can use the contracts: kernel, zod, nothing else.',
      from: { path: '^libs/contracts/', pathNot: SPEC },
      to: { pathNot: ['^libs/(contracts|kernel)/', 'node_modules/zod/'] },
    },
    {
      name: 'auditor-shares-nothing',
      severity: 'error',
      comment: 'The auditor is there to catch the code of the ledger, so it computes with none of it.',
      from: { path: '^apps/audit/', pathNot: SPEC },
      to: { path: '^libs/', pathNot: '^libs/(client|runtime|wording)/' },
    },
    {
      name: 'client-imports-nothing',
      severity: 'error',
      comment: 'An integrator takes the client as it is: it needs Node and nothing else.',
      from: { path: '^libs/client/', pathNot: SPEC },
      to: { path: ['^libs/', 'node_modules/'], pathNot: '^libs/client/' },
    },
    oneHome('postgres-has-one-home', 'libs/database', 'pg|@electric-sql'),
    oneHome('eventstoredb-has-one-home', 'libs/event-store', '@eventstore'),
    oneHome('kafka-has-one-home', 'libs/messaging', 'kafkajs'),
    oneHome('telemetry-has-one-home', 'libs/telemetry', '@opentelemetry|pino|prom-client'),
    {
      name: 'workbooks-have-one-home',
      severity: 'error',
      comment: 'What is read of a workbook is read within the bounds of libs/sheets, and by nobody past them.',
      from: { path: '^(apps|libs)/', pathNot: ['^libs/sheets/', SPEC] },
      to: { path: 'node_modules/hucre/' },
    },
    {
      name: 'nest-stops-at-the-edge',
      severity: 'error',
      comment: 'Commands, queries, publishers and everything inward are built with `new`; the module wires them.',
      from: { path: '^(apps|libs)/', pathNot: [...NEST_EDGE, SPEC, ...TEST_KIT] },
      to: { path: NEST },
    },
    {
      name: 'http-stays-at-the-edge',
      severity: 'error',
      comment: 'A status or a problem is policy of the edge: a rejection is data until *.http.ts and *.problems.ts.',
      from: {
        path: '^apps/',
        pathNot: ['^apps/(embedded|migrate)/', ...NEST_EDGE, '\\.(problems|migrations)\\.ts$', SPEC, ...TEST_KIT],
      },
      to: { path: ['^libs/http/', '\\.(http|consumer|module|problems)\\.ts$'] },
    },
    {
      name: 'dto-is-only-a-type-inside',
      severity: 'error',
      comment: 'A query may return the shape of the answer; the class with its decorators stays at the edge.',
      from: { path: '^apps/', pathNot: [...NEST_EDGE, SPEC, ...TEST_KIT] },
      to: { path: '\\.dto\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'production-imports-no-tests',
      severity: 'error',
      comment: 'What a user starts is built and needs nothing of test/; the tests may need what a user starts.',
      from: { pathNot: ['^test/', SPEC, ...TEST_KIT] },
      to: { path: ['^test/', SPEC, ...TEST_KIT] },
    },
    {
      name: 'production-needs-no-dev-dependency',
      severity: 'error',
      comment:
        'The image has none. The cluster on one machine runs from the repository, and containers only where it must.',
      from: {
        path: '^(apps|libs)/',
        pathNot: [SPEC, ...TEST_KIT, '^apps/cluster/src/(kafka-container|postgres)\\.ts$'],
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-unlisted-package',
      severity: 'error',
      comment: 'What is imported stands in package.json; @jest/globals is the face of jest, which does.',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/@jest/globals/' },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'Nobody imports it and it imports nobody: dead.',
      from: {
        orphan: true,
        pathNot: [
          SPEC,
          COMPOSITION,
          PRELOADED,
          FOR_BROWSERS,
          '^test/support/postgres\\.(setup|teardown)\\.js$',
          '^test/bench/main\\.ts$',
        ],
      },
      to: {},
    },
    {
      name: 'no-dead-files',
      severity: 'error',
      comment: 'Production code that no program reaches is dead, even when its own spec still runs.',
      from: { path: COMPOSITION },
      to: {
        path: '^(apps|libs)/',
        pathNot: [SPEC, ...TEST_KIT, COMPOSITION, PRELOADED, FOR_BROWSERS],
        reachable: false,
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^test/architecture/fixtures/', '^dist/'] },
    moduleSystems: ['es6', 'cjs'],
    // Types are imports as well: a domain that names a type of Nest knows Nest.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
