/**
 * The child process that calls the keychain. libsecret keeps a dead session after the keychain's service was restarted, and a prompt whose
 * service died blocks a thread forever. Both end when this process is killed.
 */
import { createRequire } from 'node:module';
import * as v from 'valibot';
import { parentOfThis } from '../../child/parent.ts';
import { RequestSchema, type KeychainCall, type KeychainEnd, type KeychainResponse } from './keychain-call.ts';
import { reportFailure } from '../../shared/base/report-failure.ts';

const parent = parentOfThis();

/** The functions of keytar that are used. `findCredentials` is not among them, because it crashes on a locked libsecret item. */
type Keytar = Pick<typeof import('keytar'), 'getPassword' | 'setPassword' | 'deletePassword' | 'findPassword'>;

/** Uses `require`, because `import()` can't read the archive of a packaged app before Electron 28. */
function load(): Keytar | KeychainEnd {
  try {
    return createRequire(import.meta.url)('keytar') as Keytar;
  } catch (error) {
    reportFailure('keytar could not be loaded', error);
    // The message is translated, but the library's file name in it isn't.
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
    // The error comes from keytar and can quote anything, so it is not reported.
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
      // The caller only needs to know whether there is an entry.
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
