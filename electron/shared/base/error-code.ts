/** Codes of errors, as Node and the SQLite engine give them. */

/** Whether an error carries this code, or an extended form of it. */
export function hasCode(error: unknown, code: string): boolean {
  const own: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof own === 'string' && own.startsWith(code);
}
