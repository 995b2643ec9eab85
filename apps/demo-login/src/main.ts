import '@lib/runtime';
import { DEMO_APPROVER, DEMO_PROGRAM, newSigningKey, startDemoIssuer } from '@lib/demo-issuer';
import { Environment, runProcess } from '@lib/operations';

/** The demo issuer as a process of its own, for trying out an installation that has none yet. */
runProcess(async () => {
  const env = new Environment(process.env);
  const settings = env.whole({
    host: env.text('HOST') ?? '127.0.0.1',
    port: env.port('PORT', 3004),
    name: env.address('ISSUER', ['http']),
  });
  if (env.text('NODE_ENV') === 'production' && env.text('DEMO') !== 'yes')
    throw new TypeError('at this issuer everybody is who he says: DEMO=yes, where no real child is');
  const login = await startDemoIssuer(settings.port, await newSigningKey(), settings);
  return {
    greeting: `demo login ${login.issuer}: everybody is who he says; programs: ${DEMO_PROGRAM.clientId}, secret ${DEMO_PROGRAM.clientSecret}, and ${DEMO_APPROVER.clientId}, which approves, likewise`,
    close: () => login.close(),
  };
});
