/** A stand-in for WhatCounts on loopback that returns a given text in every part of its responses. */
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { wireServer } from '../net/wire-server.ts';

/** The framing of a response, and where it breaks off. */
export type Frame = 'plain' | 'chunked' | 'gzip' | 'cutBody' | 'cutGzip' | 'cutHeader' | 'notHttp';

export interface Echo {
  /** The bytes to echo. */
  bytes: Buffer;
  frame: Frame;
  /** Whether the body begins with the second part of the echo only. */
  beginsCut: boolean;
}

export interface EchoingSite {
  url: string;
  /** The first line of every request. */
  asked: string[];
  echo: Echo;
  /** Whether the next POST gets no response. */
  dropsSend: boolean;
}

export async function echoingSite(echo: Echo): Promise<EchoingSite> {
  const server = await wireServer({
    asked: (socket, head) => {
      const [line = ''] = head.split('\r\n');
      site.asked.push(line);
      if (site.dropsSend && line.startsWith('POST')) {
        site.dropsSend = false;
        socket.destroy();
      } else respond(socket, line, site.echo);
    },
  });
  const site: EchoingSite = { url: `http://127.0.0.1:${server.port}`, asked: [], echo, dropsSend: false };
  return site;
}

/** Bytes that are valid in the value of a header or in a status text. */
const forHeader = (bytes: Buffer): Buffer => Buffer.from(bytes.toString('latin1').replace(/[^\t -~\x80-\xff]/g, ' '), 'latin1');
/** Bytes that are valid in the name of a header. */
const forName = (bytes: Buffer): string => bytes.toString('latin1').replace(/[^\w!#$%&'*+.^`|~-]/g, '-');

function respond(socket: Socket, line: string, { bytes, frame, beginsCut }: Echo): void {
  const [method = '', path = ''] = line.split(' ');
  const raw = bytes.toString('latin1');
  const value = method === 'POST' ? { error: `no: ${raw}`, status: raw, statusCode: 400 } : readOf(path, raw);
  const body = Buffer.concat([beginsCut ? bytes.subarray(2) : Buffer.alloc(0), Buffer.from(JSON.stringify(value), 'latin1'), bytes]);
  const status = method === 'POST' || path.includes('reject') ? 400 : 200;
  const head = (more: string, isCut = false): Buffer =>
    Buffer.concat([
      Buffer.from(`HTTP/1.1 ${status} `),
      forHeader(bytes),
      Buffer.from(`\r\n${more}X-${forName(bytes)}: 1\r\nX-Cut: `, 'latin1'),
      forHeader(bytes).subarray(1),
      Buffer.from('\r\nX-Echo: '),
      forHeader(bytes),
      Buffer.from(isCut ? '' : '\r\n\r\n'),
    ]);
  // Reads need valid JSON, so no bytes are appended to it.
  const whole = method === 'POST' || beginsCut ? body : body.subarray(0, body.length - bytes.length);
  const packed = gzipSync(Buffer.concat([whole, Buffer.alloc(4096, ' ')]));
  const length = (count: number): string => `Content-Length: ${count}\r\n`;
  switch (frame) {
    case 'plain':
      return void socket.end(Buffer.concat([head(length(whole.length)), whole]));
    case 'chunked':
      return void socket.end(Buffer.concat([head('Transfer-Encoding: chunked\r\n'), chunked(whole)]));
    case 'gzip':
      return void socket.end(Buffer.concat([head(`Content-Encoding: gzip\r\n${length(packed.length)}`), packed]));
    case 'cutBody':
      return void socket.end(Buffer.concat([head(length(body.length)), body.subarray(0, -2)]));
    case 'cutGzip':
      return void socket.end(Buffer.concat([head(`Content-Encoding: gzip\r\n${length(packed.length)}`), packed.subarray(0, -9)]));
    case 'cutHeader':
      return void socket.end(head('', true).subarray(0, -2));
    case 'notHttp':
      return void socket.end(Buffer.concat([Buffer.from('Oops '), bytes, Buffer.from('\r\n'), bytes.subarray(0, -1)]));
  }
}

/** Chunks of three bytes each. */
function chunked(bytes: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const chunk = bytes.subarray(at, at + 3);
    chunks.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
  }
  return Buffer.concat([...chunks, Buffer.from('0\r\n\r\n')]);
}

/** The response to each read of the API, with the echo in every text. */
function readOf(path: string, echo: string): unknown {
  if (path.startsWith('/rest/lists')) return [{ listId: 13, listName: `${echo} list` }];
  if (path.startsWith('/rest/templates?')) return [{ id: 7, name: `Delay ${echo}` }];
  if (path.startsWith('/rest/templates/')) {
    return { id: 7, name: echo, subject: echo, templateDataHtml: `<p title="${echo}">${echo}</p>`, templateDataPlaintext: echo };
  }
  if (path.includes('/availableimages')) {
    return [{ customerKey: 'ck1', content: { template_name: echo, image: `https://a.example/${echo}`, created_date: echo } }];
  }
  if (path.includes('/events')) {
    return {
      customerKey: 'ck1',
      events: [{ trackingId: 1, eventType: 'SENT', trackingEventDate: `2026-11-24 ${echo}`, trackingData: echo }],
    };
  }
  const contact = { subscriberId: 10, customerKey: 'ck1', firstName: echo, lastName: echo, email: `${echo}@a.example` };
  return path.includes('/subscriptions') ? { ...contact, subscriptions: { subscriberId: 10, listId: 13, listName: echo } } : contact;
}
