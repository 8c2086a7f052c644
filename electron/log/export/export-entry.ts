/** An entry on its way out of the log: its cells, its history and its body. Pure. */
import { namesIn, notKept, readBody, withoutDetails, writeBody } from '../../shared/domain/contact-body.ts';
import type { HistoryItem } from '../../shared/domain/entry.ts';
import type { Cell } from './csv.ts';
import { columns, places } from './export-columns.ts';
import { hashedKey, namesHider } from './hide-key.ts';

export interface ExportEntry {
  /** One a column, see `columns`. */
  cells: readonly Cell[];
  history: readonly HistoryItem[];
  /** `null` where bodies stay out. */
  body: ExportBody | null;
}

export interface ExportBody {
  text: string;
  /** Base64 for what is no UTF-8; empty where there is no body. */
  encoding: 'utf-8' | 'base64' | '';
  /** Whether the answer had more than the log keeps. */
  truncated: boolean;
  /** What the log keeps of the body that was sent; empty where there was none. */
  request: string;
}

/** `bytes` as the log has them; `null` where there is no body (any more). */
export function exportBody(bytes: Uint8Array | null, truncated: boolean, request: string): ExportBody {
  if (bytes === null) return { text: '', encoding: '', truncated, request };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'utf-8', truncated, request };
  } catch {
    return { text: Buffer.from(bytes).toString('base64'), encoding: 'base64', truncated, request };
  }
}

/**
 * The entry with its customer key hashed, and hashed wherever else the key stands: in names, in the URL, in words about the
 * outcome, in notes and in the body; where bodies go along, so is everything else that the body of the request names the contact by.
 * A body that is no text, or that may be one of two bytes a letter, is left out, for the key can't be looked for in it.
 */
export function withHashedKey({ cells, history, body }: ExportEntry): ExportEntry {
  const key = String(cells[places.customerKey] ?? '');
  const hash = hashedKey(key);
  const hide = namesHider([key, ...namesIn(readBody(body?.request ?? '') ?? {}).map(({ name }) => name)]);
  return {
    cells: cells.map((cell, at) => {
      if (at === places.customerKey) return hash;
      if (at === places.url && cells[places.command] === 'email') return withFirstName;
      return typeof cell === 'string' && columns[at]?.free === true ? hide(cell) : cell;
    }),
    history: history.map((item) => ({ ...item, sentence: hide(item.sentence), note: hide(item.note) })),
    body: body && {
      ...body,
      ...(isSearched(body) ? { text: hide(body.text) } : ({ text: '', encoding: '' } as const)),
      request: body.request === '' ? '' : withHashedNames(withoutDetails(body.request), hide),
    },
  };
}

/** It stays JSON: what names the contact is hashed value by value. */
function withHashedNames(request: string, hide: (text: string) => string): string {
  const body = readBody(request);
  if (body === null) return hide(request);
  const hashed = Object.entries(body).map(([name, value]) => [hide(name), value === notKept ? value : hashedKey(String(value))] as const);
  return writeBody(Object.fromEntries(hashed));
}

/** By itself a first name stands in too many other words to be looked for. */
const withFirstName = '[left out: it holds the contact’s name]';

const isSearched = ({ encoding, text }: ExportBody): boolean => encoding !== 'base64' && !text.includes('\0');
