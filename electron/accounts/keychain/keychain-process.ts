/**
 * The child that calls the keychain, a process of its own: libsecret keeps a dead session once the keychain's service was started again,
 * and a prompt whose service died holds a thread for ever. Both end with this process.
 */
import { createRequire } from 'node:module';
import * as v from 'valibot';
import { parentOfThis } from '../../child/parent.ts';
import { RequestSchema, type KeychainCall, type KeychainEnd, type KeychainResponse } from './keychain-call.ts';
import { reportFailure } from '../../shared/base/report-failure.ts';

const parent = parentOfThis();

/** The calls of keytar that are used. Its `findCredentials` is not among them: it crashes on a locked libsecret item. */
type Keytar = Pick<typeof import('keytar'), 'getPassword' | 'setPassword' | 'deletePassword' | 'findPassword'>;

/** By `require`, because `import()` can't look into a packaged app's archive before Electron 28. */
function load(): Keytar | KeychainEnd {
  try {
    return createRequire(import.meta.url)('keytar') as Keytar;
  } catch (error) {
    reportFailure('keytar could not be loaded', error);
    // A file's name is the same in every language.
    return { kind: error instanceof Error && error.message.includes('libsecret') ? 'libraryMissing' : 'notLoaded' };
  }
}

const keytar = load();

async function run(call: KeychainCall): Promise<KeychainEnd> {
  if ('kind' in keytar) return keytar;
  const startedAt = performance.now();
  try {
    return { kind: 'done', value: await valueOf(keytar, call) };
  } catch {
    // The error is keytar's and can quote anything, so it is not kept.
    reportFailure('keytar failed');
    return { kind: 'threw', tookMs: performance.now() - startedAt };
  }
}

async function valueOf(keytar: Keytar, call: KeychainCall): Promise<string | boolean | null> {
  switch (call.op) {
    case 'get':
      return keytar.getPassword(call.service, call.name);
    case 'set':
      await keytar.setPassword(call.service, call.name, call.entry);
      return null;
    case 'delete':
      return keytar.deletePassword(call.service, call.name);
    case 'find':
      // Whether there is one is all that anybody wants to know.
      return (await keytar.findPassword(call.service)) !== null;
    case 'load':
      return null;
  }
}

parent.listen((message) => {
  const request = v.safeParse(RequestSchema, message);
  if (!request.success) return;
  const { id, call } = request.output;
  void run(call).then((end) => {
    const response: KeychainResponse = { id, end };
    parent.post(response);
  });
});
