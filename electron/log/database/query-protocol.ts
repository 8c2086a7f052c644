/** Messages between the main process and the process for slow SQL statements. */
import type { SqlValue } from './sqlite.ts';

/** The first message: the database to open, read-only. It has no response; if opening fails, the first statement fails. */
export interface OpenRequest {
  open: string;
}

export interface StatementRequest {
  number: number;
  sql: string;
  values: readonly SqlValue[];
}

export type QueryRequest = OpenRequest | StatementRequest;

/** All rows, each as an array of its columns; or the failure, with the code from SQLite or the file system. */
export type QueryResponse = { number: number; rows: readonly unknown[][] } | { number: number; failure: QueryFailure };

export interface QueryFailure {
  code: string | null;
  message: string;
}
