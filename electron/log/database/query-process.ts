/** The process for slow SQL statements. It is killed when nobody waits for them any more. */
import { parentOfThis } from '../../child/parent.ts';
import { openLogForReading } from './database.ts';
import { lowerPriority } from '../../child/lower-priority.ts';
import type { QueryFailure, QueryRequest, QueryResponse, StatementRequest } from './query-protocol.ts';
import type { Database } from './sqlite.ts';

const parent = parentOfThis();
let file = '';
let database: Database | null = null;

function respond({ number, sql, values }: StatementRequest): QueryResponse {
  try {
    database ??= openLogForReading(file);
    const rows = database
      .prepare(sql)
      .asArrays()
      .all(...values) as unknown[][];
    return { number, rows };
  } catch (error) {
    return { number, failure: failureOf(error) };
  }
}

function failureOf(error: unknown): QueryFailure {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return { code: typeof code === 'string' ? code : null, message: error instanceof Error ? error.message : String(error) };
}

lowerPriority();
parent.listen((message) => {
  const request = message as QueryRequest;
  if ('open' in request) file = request.open;
  else parent.post(respond(request));
});
