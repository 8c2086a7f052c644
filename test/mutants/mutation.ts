/** Finds a place in the sources by the names of symbols and changes it. It depends on no file's path. */
import ts from 'typescript';

/** A place in the code. Exactly one place has to match all given members. */
export interface Place {
  /** The name of the function, method, variable or class around it. */
  in?: string;
  /** A call of a function or method with this name. */
  call?: string;
  /** The first argument of that call as text, such as the name of an event. */
  of?: string;
  /** A property of an object with this name. */
  property?: string;
  /** The operand of `&&` or `||` that mentions this name. */
  operand?: string;
  /** The `if` statement whose condition mentions this name. */
  guard?: string;
  /** The value of the variable with this name. */
  value?: string;
  /** The body of the function with this name. */
  body?: string;
}

export interface Sources {
  /** The text of each file, by its path. */
  readonly files: ReadonlyMap<string, string>;
}

export interface Mutated {
  file: string;
  text: string;
}

interface Span {
  file: string;
  text: string;
  start: number;
  end: number;
  /** What is left there when the code is removed. */
  empty: string;
}

export class NotFoundError extends Error {}

/** Removes the code, or replaces it with `becomes`. Throws NotFoundError unless exactly one place matches. */
export function mutate({ files }: Sources, place: Place, becomes: string | undefined): Mutated {
  const found: Span[] = [];
  for (const [file, text] of files) {
    if (!Object.values(place).every((name: string) => text.includes(name))) continue;
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
    visit(source, (node) => {
      if (place.in !== undefined && !isWithin(node, place.in)) return;
      const target = targetOf(node, place);
      if (target !== null) found.push({ file, text, ...target });
    });
  }
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new NotFoundError(`${JSON.stringify(place)} names ${found.length} places, and has to name one`);
  }
  return { file: only.file, text: only.text.slice(0, only.start) + (becomes ?? only.empty) + only.text.slice(only.end) };
}

type Target = Pick<Span, 'start' | 'end' | 'empty'>;

function targetOf(node: ts.Node, place: Place): Target | null {
  if (place.call !== undefined) return ofCall(node, place.call, place.of);
  if (place.property !== undefined) return ofProperty(node, place.property);
  if (place.operand !== undefined) return ofOperand(node, place.operand);
  if (place.guard !== undefined)
    return ts.isIfStatement(node) && mentions(node.expression, place.guard) ? span(node.expression, 'false') : null;
  if (place.value !== undefined) return ofValue(node, place.value);
  if (place.body !== undefined) return ofBody(node, place.body);
  return null;
}

/** The whole statement if the call is one; otherwise the call is replaced by `undefined`. */
function ofCall(node: ts.Node, name: string, first: string | undefined): Target | null {
  if (!ts.isCallExpression(node) || calledName(node) !== name) return null;
  const argument = node.arguments[0];
  if (first !== undefined && !(argument && ts.isStringLiteralLike(argument) && argument.text === first)) return null;
  let whole: ts.Node = node;
  while (ts.isVoidExpression(whole.parent) || ts.isAwaitExpression(whole.parent)) whole = whole.parent;
  return ts.isExpressionStatement(whole.parent) ? span(whole.parent, ';') : span(whole, 'undefined');
}

function ofProperty(node: ts.Node, name: string): Target | null {
  const named = ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node);
  if (!named || nameOf(node.name) !== name) return null;
  // The comma after the property is removed, too.
  const text = node.getSourceFile().text;
  const comma = /^\s*,/.exec(text.slice(node.end))?.[0].length ?? 0;
  return { start: node.getStart(), end: node.end + comma, empty: '' };
}

function ofOperand(node: ts.Node, name: string): Target | null {
  if (!ts.isBinaryExpression(node)) return null;
  const kind = node.operatorToken.kind;
  if (kind !== ts.SyntaxKind.AmpersandAmpersandToken && kind !== ts.SyntaxKind.BarBarToken) return null;
  const neutral = kind === ts.SyntaxKind.AmpersandAmpersandToken ? 'true' : 'false';
  const joined = (one: ts.Expression): boolean => ts.isBinaryExpression(one) && one.operatorToken.kind === kind;
  const operand = [node.left, node.right].find((one) => !joined(one) && mentions(one, name));
  return operand ? span(operand, neutral) : null;
}

function ofValue(node: ts.Node, name: string): Target | null {
  return ts.isVariableDeclaration(node) && node.initializer && nameOf(node.name) === name ? span(node.initializer, 'undefined') : null;
}

function ofBody(node: ts.Node, name: string): Target | null {
  if (symbolOf(node) !== name) return null;
  if ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.body) return span(node.body, '{}');
  const isArrow = ts.isVariableDeclaration(node) && node.initializer && ts.isArrowFunction(node.initializer);
  return isArrow ? span(node.initializer.body, '{}') : null;
}

const span = (node: ts.Node, empty: string): Target => ({ start: node.getStart(), end: node.end, empty });

function calledName({ expression }: ts.CallExpression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : '';
}

function nameOf(name: ts.Node): string {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isPrivateIdentifier(name) ? name.text : '';
}

function isWithin(node: ts.Node, name: string): boolean {
  for (let outer = node; !ts.isSourceFile(outer); outer = outer.parent) if (symbolOf(outer) === name) return true;
  return false;
}

/** The name that is declared by this node; empty if it declares none. */
function symbolOf(node: ts.Node): string {
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return node.name?.text ?? '';
  return ts.isMethodDeclaration(node) || ts.isVariableDeclaration(node) ? nameOf(node.name) : '';
}

function mentions(node: ts.Node, name: string): boolean {
  let found = false;
  visit(node, (inner) => {
    if ((ts.isIdentifier(inner) || ts.isStringLiteralLike(inner)) && inner.text === name) found = true;
  });
  return found;
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  node.forEachChild((child) => visit(child, look));
}
