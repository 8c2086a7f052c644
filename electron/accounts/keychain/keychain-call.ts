/** The messages between Keypost and the child process that calls the keychain. Secrets cross only here. */
import * as v from 'valibot';

const named = { service: v.string(), name: v.string() };

/** `find`: looks for any entry of the service. `load`: only loads the native module, without accessing the keychain. */
const CallSchema = v.variant('op', [
  v.object({ op: v.literal('get'), ...named }),
  v.object({ op: v.literal('set'), ...named, entry: v.string() }),
  v.object({ op: v.literal('delete'), ...named }),
  v.object({ op: v.literal('find'), service: v.string() }),
  v.object({ op: v.literal('load') }),
]);
export type KeychainCall = v.InferOutput<typeof CallSchema>;

export const RequestSchema = v.object({ id: v.number(), call: CallSchema });
export type KeychainRequest = v.InferOutput<typeof RequestSchema>;

/** `threw` contains only how long the keychain took, in milliseconds: its error message is translated, and may quote what it was given. */
const EndSchema = v.variant('kind', [
  v.object({ kind: v.literal('done'), value: v.union([v.string(), v.boolean(), v.null()]) }),
  v.object({ kind: v.literal('threw'), tookMs: v.number() }),
  v.object({ kind: v.literal('notLoaded') }),
  v.object({ kind: v.literal('libraryMissing') }),
]);
export type KeychainEnd = v.InferOutput<typeof EndSchema>;

export const ResponseSchema = v.object({ id: v.number(), end: EndSchema });
export type KeychainResponse = v.InferOutput<typeof ResponseSchema>;
