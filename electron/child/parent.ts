/** The child's end of the connection: how a child process exchanges messages with the main process. The same under Electron and Node. */
import { sendFailureReportsTo } from '../shared/base/report-failure.ts';
import { wrapFailureReport } from './failure-message.ts';

export interface Parent {
  post(message: unknown): void;
  /** Call this once. From then on the process runs until it is killed or its parent has gone. */
  listen(listener: (message: unknown) => void): void;
}

/** Electron's port to the parent; Node's types don't contain it. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

/** Call this only in a child process. From then on failure reports are sent to the main process. */
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
      // If the message can't be sent, the parent has ended.
      process.send?.(message, undefined, undefined, (error) => {
        if (error !== null) endAtOnce();
      });
    },
    listen: (listener) => {
      process.on('message', listener);
    },
  };
}

/** Not `process.exit`, because that would wait for a native call that hangs, such as a call to a keychain. */
const endAtOnce = (): void => void process.kill(process.pid, 'SIGKILL');
