/** Makes responses misbehave for the special keys. */
import type { ServerResponse } from 'node:http';
import { sendError, sendJson } from './responses.ts';
import type { SpecialKeyName } from './special-keys.ts';

/** `slowMs`: milliseconds that the slow key takes. Timers end with the connection, so none is left when a client gives up. */
export function misbehave(key: SpecialKeyName, response: ServerResponse, slowMs: number): void {
  const actions: Record<SpecialKeyName, () => void> = {
    'ck-slow': () => {
      const timer = setTimeout(() => {
        sendJson(response, 200, 0);
      }, slowMs);
      response.on('close', () => {
        clearTimeout(timer);
      });
    },
    'ck-404': () => {
      sendError(response, 404, 'Subscriber Not Found');
    },
    'ck-500': () => {
      sendError(response, 500, 'Internal error while creating the message');
    },
    'ck-html': () => {
      const page = '<!doctype html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>';
      response.writeHead(502, { 'Content-Type': 'text/html', 'Content-Length': Buffer.byteLength(page) }).end(page);
    },
    // Without commas, like the samples in the documentation.
    'ck-malformed': () => {
      const body = '{ "error" : "Subscriber Not Found" "status" : "Not Found" "statusCode" : 404';
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }).end(body);
    },
    'ck-number': () => {
      sendJson(response, 200, 7);
    },
    'ck-cut': () => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 64 });
      response.write('{"error":"Sub', () => {
        response.socket?.destroySoon();
      });
    },
    'ck-reset': () => {
      response.socket?.resetAndDestroy();
    },
    // The message was recorded before; only the response is lost.
    'ck-lost': () => {
      response.socket?.resetAndDestroy();
    },
    'ck-silent': () => undefined,
  };
  actions[key]();
}
