/**
 * Fields that stand in a state file and are not in its schema, for example because another Keypost of the same version of the file
 * wrote them: they are carried along into what is written next, unless they may hold a secret: none is written to a file. Pure.
 */

type RecordFields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is RecordFields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Says which record of a list is which; `null` for one that can't be told from others. */
export type RecordKey = (record: RecordFields) => string | null;

const secretName = /pass|secret|token|key|auth|credential|login/i;

/** Without everything at any depth whose name says that it may be a secret. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isFields(value)) return value;
  const harmless = Object.entries(value).filter(([name]) => !secretName.test(name));
  return Object.fromEntries(harmless.map(([name, own]) => [name, withoutSecrets(own)]));
}

export const keyById: RecordKey = ({ id }) => (typeof id === 'string' ? id : null);

/**
 * `next` with the fields that `raw` (as read) has and `known` (the same after the schema) lacks, at every depth. Records of lists are told
 * apart by their key; what is gone from `next` takes its unknown fields along.
 */
export function withUnknownFields(next: unknown, raw: unknown, known: unknown, keyOf: RecordKey): unknown {
  if (Array.isArray(next)) return Array.isArray(raw) && Array.isArray(known) ? next.map((one) => withOwn(one, raw, known, keyOf)) : next;
  if (!isFields(next) || !isFields(raw) || !isFields(known)) return next;
  const unknown = Object.entries(raw)
    .filter(([name]) => !secretName.test(name) && !Object.hasOwn(known, name) && !Object.hasOwn(next, name))
    .map(([name, value]) => [name, withoutSecrets(value)] as const);
  const own = Object.entries(next).map(([name, value]) => [name, withUnknownFields(value, at(raw, name), at(known, name), keyOf)] as const);
  return Object.fromEntries([...unknown, ...own]);
}

function withOwn(next: unknown, raw: readonly unknown[], known: readonly unknown[], keyOf: RecordKey): unknown {
  const key = isFields(next) ? keyOf(next) : null;
  const place = key === null ? -1 : known.findIndex((one) => isFields(one) && keyOf(one) === key);
  return place === -1 ? next : withUnknownFields(next, raw[place], known[place], keyOf);
}

const at = (fields: RecordFields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);
