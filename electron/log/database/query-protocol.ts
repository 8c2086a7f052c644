/** What the main process and the process for long statements send each other. */
import type { SqlValue } from './sqlite.ts';

/** The first message: the database to open, for reading only. It has no response; a failure to open it is that of the first statement. */
export interface OpenRequest {
  open: string;
}

export interface StatementRequest {
  number: number;
  sql: string;
  values: readonly SqlValue[];
}

export type QueryRequest = OpenRequest | StatementRequest;

/** All rows, each as its columns; or why there are none, with the code that SQLite or the file system gave. */
export type QueryResponse = { number: number; rows: readonly unknown[][] } | { number: number; failure: QueryFailure };

export interface QueryFailure {
  code: string | null;
  message: string;
}
