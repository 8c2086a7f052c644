/** Finds tests by their titles as they are written. It depends on no file's path. */
import ts from 'typescript';
import { NotFoundError } from './mutation.ts';

const runners: ReadonlySet<string> = new Set(['test', 'it', 'describe']);

/** The titles of all tests in a file, each after the titles of its suites: `a suite > a test`. */
export function titlesIn(file: string, text: string): string[] {
  const titles: string[] = [];
  const look = (node: ts.Node, around: readonly string[]): void => {
    const title = titleOf(node);
    if (title === null) return node.forEachChild((child) => look(child, around));
    const path = [...around, title];
    titles.push(path.join(' > '));
    node.forEachChild((child) => look(child, path));
  };
  look(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true), []);
  return titles;
}

/** The file that has a test with this title. Throws NotFoundError unless exactly one has. */
export function fileWith(files: ReadonlyMap<string, string>, title: string): string {
  const last = title.split(' > ').at(-1) ?? '';
  const found = [...files].filter(([file, text]) => mayHold(text, last) && titlesIn(file, text).includes(title)).map(([file]) => file);
  const [only] = found;
  if (only === undefined || found.length > 1) throw new NotFoundError(`${found.length} files have a test “${title}”, and one has to`);
  return only;
}

/** Matches the names of that test when it runs: `%s` and other placeholders stand for any text. */
export const patternOf = (title: string): RegExp =>
  new RegExp(
    `^ ?${title
      .split(' > ')
      .join(' ')
      .split(/%[sdifjoO]/)
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('.*')}$`,
  );

/** A quick check on the title up to its first quote, because quotes may be escaped in the source. */
const mayHold = (text: string, title: string): boolean => text.includes(title.slice(0, Math.max(1, title.search(/['"`]/))));

/** `test('title', …)`, `test.each(…)('title', …)` and so on; `null` for everything else. */
function titleOf(node: ts.Node): string | null {
  if (!ts.isCallExpression(node)) return null;
  const [title] = node.arguments;
  return title && ts.isStringLiteralLike(title) && runners.has(calledFirst(node.expression)) ? title.text : null;
}

/** `test` of `test.skipIf(…)`. */
function calledFirst(expression: ts.Expression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  const inner = ts.isCallExpression(expression) || ts.isPropertyAccessExpression(expression) || ts.isTaggedTemplateExpression(expression);
  if (!inner) return '';
  return calledFirst(ts.isTaggedTemplateExpression(expression) ? expression.tag : expression.expression);
}
