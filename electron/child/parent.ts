/** The other end: how a child process hears the main process and is heard by it. The same under Electron and under Node. */
import { sendFailureReportsTo } from '../shared/base/report-failure.ts';
import { wrapFailureReport } from './failure-message.ts';

export interface Parent {
  post(message: unknown): void;
  /** To be called once; from then on the process stays until it is killed or its parent is gone. */
  listen(listener: (message: unknown) => void): void;
}

/** Electron's port, of which Node's types know nothing. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

/** To be called in a child process only. Reports of failures go to the main process from then on. */
export function parentOfThis(): Parent {
  const parent = findParent();
  sendFailureReportsTo((report) => {
    parent.post(wrapFailureReport(report));
  });
  return parent;
}

function findParent(): Parent {
  const port = Reflect.get(process, 'parentPort') as ParentPort | undefined;
  if (port !== undefined) {
    return {
      post: (message) => port.postMessage(message),
      listen: (listener) => {
        port.on('message', ({ data }) => listener(data));
      },
    };
  }
  process.on('disconnect', endAtOnce);
  return {
    post: (message) => {
      // A parent that can't be reached any more has ended.
      process.send?.(message, undefined, undefined, (error) => {
        if (error !== null) endAtOnce();
      });
    },
    listen: (listener) => {
      process.on('message', listener);
    },
  };
}

/** `process.exit` would wait for a native call that hangs, such as one of a keychain. */
const endAtOnce = (): void => void process.kill(process.pid, 'SIGKILL');
