import ts from 'typescript';

const root = new URL('../../', import.meta.url).pathname;
const ROUTES = new Set(['Get', 'Put', 'Post', 'Delete', 'Patch']);

/** The problems that code can throw: `404 unknown-group`. */
export type Thrown = ReadonlySet<string>;

/**
 * What the handler of every operation can throw, by the id of its operation: every ProblemError that the code of the
 * handler names, or any function of ours that it may come to. Implementations behind a port are not looked into: they
 * know no problems.
 */
export const thrownProblems = (): ReadonlyMap<string, Thrown> => {
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(`${root}tsconfig.json`, (path) => ts.sys.readFile(path)).config,
    ts.sys,
    root,
  );
  const sources = fileNames.filter((name) => /\/(apps|libs)\/.*\.http\.ts$/.test(name));
  const program = ts.createProgram(sources, options);
  const reader = new Reader(program.getTypeChecker());
  const found = new Map<string, Thrown>();
  for (const name of sources) {
    const file = program.getSourceFile(name);
    if (!file) throw new Error(`${name} is not there`);
    for (const controller of file.statements.filter(ts.isClassDeclaration))
      for (const member of controller.members.filter(ts.isMethodDeclaration))
        if (decoratorsOf(member).some((decorator) => ROUTES.has(decorator)))
          found.set(`${controller.name?.text}_${member.name.getText()}`, reader.thrownBy(member));
  }
  return found;
};

const decoratorsOf = (node: ts.MethodDeclaration): readonly string[] =>
  (ts.getDecorators(node) ?? []).map(({ expression }) =>
    ts.isCallExpression(expression) ? expression.expression.getText() : expression.getText(),
  );

/** The reason of a rejection that is written on the spot: its type alone would be any text. */
const reasonIn = (rejection: ts.Expression, checker: ts.TypeChecker): ts.Type | undefined => {
  if (!ts.isObjectLiteralExpression(rejection)) return undefined;
  const reason = rejection.properties.filter(ts.isPropertyAssignment).find(({ name }) => name.getText() === 'reason');
  return reason && checker.getTypeAtLocation(reason.initializer);
};

/** What the constructor of its class puts into a property. */
const assignedIn = ({ name, parent }: ts.PropertyDeclaration): ts.Node | undefined =>
  parent.members
    .filter(ts.isConstructorDeclaration)
    .flatMap(({ body }) => body?.statements ?? [])
    .map((statement) => (ts.isExpressionStatement(statement) ? statement.expression : undefined))
    .filter((expression) => expression !== undefined && ts.isBinaryExpression(expression))
    .find(({ left }) => left.getText() === `this.${name.getText()}`)?.right;

class Reader {
  constructor(private readonly checker: ts.TypeChecker) {}

  thrownBy(handler: ts.MethodDeclaration): Thrown {
    const thrown = new Set<string>();
    const seen = new Set<ts.Node>();
    const look = (node: ts.Node): void => {
      // What decorates a handler describes it.
      if (ts.isDecorator(node) && ts.isMethodDeclaration(node.parent)) return;
      if (ts.isTypeNode(node)) return;
      if (ts.isNewExpression(node) && node.expression.getText() === 'ProblemError') this.named(node, thrown);
      if (ts.isCallExpression(node) && node.expression.getText() === 'problemFrom') this.fromTable(node, thrown);
      else if (ts.isIdentifier(node)) {
        const code = this.codeOf(node);
        if (code && !seen.has(code)) {
          seen.add(code);
          look(code);
        }
      }
      ts.forEachChild(node, look);
    };
    look(handler);
    return thrown;
  }

  /** `new ProblemError(404, 'unknown-group')`. A repeated answer names none: it was named when it was given first. */
  private named(
    { arguments: [status, reason] = ts.factory.createNodeArray() }: ts.NewExpression,
    thrown: Set<string>,
  ): void {
    if (!status || !reason) return;
    for (const one of this.literalsOf(this.checker.getTypeAtLocation(reason)))
      for (const code of this.literalsOf(this.checker.getTypeAtLocation(status))) thrown.add(`${code} ${one}`);
  }

  /** `problemFrom(table, rejection)`: every reason that the rejection may have, with the status of the table. */
  private fromTable({ arguments: [table, rejection] }: ts.CallExpression, thrown: Set<string>): void {
    if (!table || !rejection) return;
    const types = this.checker.getTypeAtLocation(rejection);
    for (const type of types.isUnion() ? types.types : [types])
      for (const reason of this.literalsOf(
        reasonIn(rejection, this.checker) ?? this.property(type, 'reason', rejection),
      )) {
        const row = this.property(this.checker.getTypeAtLocation(table), String(reason), table);
        for (const status of this.literalsOf(row && this.property(row, 'status', table)))
          thrown.add(`${status} ${reason}`);
      }
  }

  private property(type: ts.Type, name: string, at: ts.Node): ts.Type | undefined {
    const symbol = type.getProperty(name);
    return symbol && this.checker.getTypeOfSymbolAtLocation(symbol, at);
  }

  private literalsOf(type: ts.Type | undefined): readonly (string | number)[] {
    if (!type) return [];
    return (type.isUnion() ? type.types : [type]).flatMap((one) =>
      one.isStringLiteral() || one.isNumberLiteral() ? [one.value] : [],
    );
  }

  /** The code of ours that a name stands for. */
  private codeOf(name: ts.Identifier): ts.Node | undefined {
    let symbol = this.checker.getSymbolAtLocation(name);
    if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = this.checker.getAliasedSymbol(symbol);
    const declaration = symbol?.valueDeclaration;
    if (!declaration || !/\/(apps|libs)\/.*\.ts$/.test(declaration.getSourceFile().fileName)) return undefined;
    if (ts.isVariableDeclaration(declaration)) return declaration.initializer;
    if (ts.isPropertyDeclaration(declaration)) return assignedIn(declaration);
    const isCode = ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration);
    return isCode || ts.isGetAccessorDeclaration(declaration) ? declaration : undefined;
  }
}
