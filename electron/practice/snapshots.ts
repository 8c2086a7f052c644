/** Snapshots of messages that were sent with one: listed by contact, and served as pages for a browser. */
import type { ServerResponse } from 'node:http';
import { sendError, sendJson } from './responses.ts';
import { contacts } from './contacts.ts';
import { realmId } from './lists.ts';
import type { SentMessage } from './sent-message.ts';
import { templates } from './templates.ts';

const folder = '/snapshots/';

/** `2020-01-13 08:46:48.11` (WhatCounts support: Get Snapshot Images for Contact by Customer Key, All Campaigns). */
const snapshotDate = (at: number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 22);

/** `[subscriberId]_[realmId]_[templateId]_[campaignId]_[dateTime].html` (the same page). */
const fileName = ({ contact, template, at }: SentMessage): string =>
  `${contact.subscriberId}_${realmId}_${template.id}_${700 + template.id}_${at}.html`;

/** `GET /rest/subscribers/availableimagessenttocustomerkey/[customerKey]`. `siteUrl`: the site that serves the pages. */
export function serveSnapshots(response: ServerResponse, customerKey: string, sent: readonly SentMessage[], siteUrl: string): void {
  if (!contacts.some((one) => one.customerKey === customerKey)) return sendError(response, 404, 'Subscriber Not Found');
  const found = sent
    .filter(({ contact, snapshot }) => snapshot && contact.customerKey === customerKey)
    .map((message) => ({
      customerKey,
      realmId,
      content: {
        template_name: message.template.name,
        image_file_name: fileName(message),
        image: `${siteUrl}${folder}${fileName(message)}`,
        created_date: snapshotDate(message.at),
      },
    }));
  sendJson(response, 200, found);
}

/** Serves the page of one snapshot, without a password, like images in e-mails; false if the path isn't a snapshot's. */
export function serveSnapshotPage(response: ServerResponse, path: string, sent: readonly SentMessage[]): boolean {
  if (!path.startsWith(folder)) return false;
  const message = sent.find((one) => one.snapshot && path === `${folder}${fileName(one)}`);
  const html = message && templates.find(({ id }) => id === message.template.id)?.templateDataHtml;
  if (html === undefined) sendError(response, 404, 'Unable to find resource');
  else {
    const policy = "default-src 'none'; style-src 'unsafe-inline'";
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy }).end(html);
  }
  return true;
}
