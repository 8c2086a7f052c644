/** An exported entry: its cells, its history and its bodies. */
import { namesIn } from '../../shared/domain/body-recipient.ts';
import { readBody, writeBody } from '../../shared/domain/contact-body.ts';
import { notKept, withoutDetails } from '../../shared/domain/redacted-body.ts';
import type { HistoryItem } from '../../shared/domain/entry.ts';
import type { Cell } from './csv.ts';
import { columns, columnIndexes } from './export-columns.ts';
import { hashedKey, namesHider } from './hash-customer-key.ts';

export interface ExportEntry {
  /** One for each column, see `columns`. */
  cells: readonly Cell[];
  history: readonly HistoryItem[];
  /** `null` where bodies are not exported. */
  body: ExportBody | null;
}

export interface ExportBody {
  text: string;
  /** Base64 for bytes that are not UTF-8; empty where there is no body. */
  encoding: 'utf-8' | 'base64' | '';
  /** Whether the response body was longer than the log keeps. */
  truncated: boolean;
  /** The request body as the log keeps it; empty where there was none. */
  request: string;
}

/** `bytes`: the response body from the log; `null` where there is none, or it was removed. */
export function exportBody(bytes: Uint8Array | null, truncated: boolean, request: string): ExportBody {
  if (bytes === null) return { text: '', encoding: '', truncated, request };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'utf-8', truncated, request };
  } catch {
    return { text: Buffer.from(bytes).toString('base64'), encoding: 'base64', truncated, request };
  }
}

/**
 * The entry with its customer key replaced by a hash wherever it occurs: in names, the URL, texts about the outcome, notes and bodies. If
 * bodies are exported, other names of the contact in the request body are hashed as well. A response body that isn't text, or that may be
 * UTF-16, is left out, because the key can't be searched in it.
 */
export function withHashedKey({ cells, history, body }: ExportEntry): ExportEntry {
  const key = String(cells[columnIndexes.customerKey] ?? '');
  const hash = hashedKey(key);
  const hide = namesHider([key, ...namesIn(readBody(body?.request ?? '') ?? {}).map(({ name }) => name)]);
  return {
    cells: cells.map((cell, at) => {
      if (at === columnIndexes.customerKey) return hash;
      if (at === columnIndexes.url && cells[columnIndexes.command] === 'email') return leftOutUrl;
      return typeof cell === 'string' && columns[at]?.isFreeText === true ? hide(cell) : cell;
    }),
    history: history.map((item) => ({ ...item, sentence: hide(item.sentence), note: hide(item.note) })),
    body: body && {
      ...body,
      ...(isSearchable(body) ? { text: hide(body.text) } : ({ text: '', encoding: '' } as const)),
      request: body.request === '' ? '' : withHashedNames(withoutDetails(body.request), hide),
    },
  };
}

/** The request body with each value hashed; it stays JSON. */
function withHashedNames(request: string, hide: (text: string) => string): string {
  const body = readBody(request);
  if (body === null) return hide(request);
  const hashed = Object.entries(body).map(([name, value]) => [hide(name), value === notKept ? value : hashedKey(String(value))] as const);
  return writeBody(Object.fromEntries(hashed));
}

/** Replaces a URL with a first name, which occurs in too many other words to be searched. */
const leftOutUrl = '[left out: it holds the contact’s name]';

const isSearchable = ({ encoding, text }: ExportBody): boolean => encoding !== 'base64' && !text.includes('\0');
