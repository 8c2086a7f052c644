/**
 * Preserves fields of a state file that are not in its schema, for example because another Keypost wrote them with the same file version.
 * They are copied into what is written next, except those that may contain a secret: secrets are never written to a file.
 */

type RecordFields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is RecordFields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns a key that identifies a record in a list; `null` if the record can't be identified. */
export type RecordKey = (record: RecordFields) => string | null;

const secretName = /pass|secret|token|key|auth|credential|login/i;

/** Removes, at every depth, all fields whose name suggests a secret. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isFields(value)) return value;
  const harmless = Object.entries(value).filter(([name]) => !secretName.test(name));
  return Object.fromEntries(harmless.map(([name, own]) => [name, withoutSecrets(own)]));
}

export const keyById: RecordKey = ({ id }) => (typeof id === 'string' ? id : null);

/**
 * Returns `next` with the fields that `raw` (as read) has and `known` (`raw` as the schema returned it) lacks, at every depth. Records in
 * lists are matched by their key. The unknown fields of a record that is gone from `next` are dropped.
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
