/** The lists of the practice realm: three that matter, and many others as in a real realm. */
import { apiDate } from './api-date.ts';
import { contacts } from './contacts.ts';
import { noticesId, ordersId, realmId, returnsId } from './realm-ids.ts';

/** Fields and types: WhatCounts support, Get All Lists, and a public client's names for the ids. */
export interface PracticeList {
  listId: number;
  listRealmId: number;
  listTemplateId: number;
  listFolderId: number;
  type: number;
  vmtaId: number;
  baseUrlId: number;
  defaultLifecycleCampaignId: number;
  listName: string;
  listDescription: string;
  listFromAddress: string;
  listReplyToAddress: string;
  listAdminEmail: string;
  listMailFromAddress: string;
  listCreatedDate: string;
  listUpdatedDate: string;
  parentTemplateId: number;
  listSubscribeEmailTemplateId: number;
  listUnsubscribeEmailTemplateId: number;
  isTemplate: boolean;
  listConfirmSubs: boolean;
  listSendCourtesySubsEmail: boolean;
  listSendCourtesyUnsubsEmail: boolean;
  listConfirmationSubGoto: string;
  listConfirmationUnsubGoto: string;
  listTrackingReadEnabled: boolean;
  listTrackingClickthroughEnabled: boolean;
  listUseStickyCampaign: boolean;
  ftafUseListFromAddress: boolean;
  unsubscribeHeaderEnabled: boolean;
  unsubHeaderHttpValue: string;
  unsubHeaderEmailValue: string;
  defaultLifecycle: boolean;
  subscriberCountTotal: number;
  subscriberCountPlain: number;
  subscriberCountHtml: number;
  subscriberCountRss: number;
  subscriberCountMime: number;
  skip: number;
  max: number;
}

export { noticesId, ordersId, realmId, returnsId };

const regions = ['North', 'South', 'East', 'West', 'Coast', 'Valley', 'Harbour', 'Old Town', 'Airport', 'Online'];
const kinds = ['Newsletter', 'Members', 'Prospects', 'Event guests', 'Survey', 'Loyalty', 'Press', 'Partners', 'Waitlist', 'Alerts'];
const seasons = ['Spring', 'Summer', 'Autumn', 'Winter'];
const years = [2024, 2025, 2026];

const subscribers = new Map<number, number>();
for (const listId of contacts.flatMap((contact) => contact.listIds)) subscribers.set(listId, (subscribers.get(listId) ?? 0) + 1);

/** 1,203 lists, sorted by id. */
export const lists: readonly PracticeList[] = [
  list(ordersId, 'Orders', 'Everything about an order, from confirmation to delivery'),
  list(noticesId, 'Notices', 'Passwords, accounts and security'),
  list(returnsId, 'Returns & refunds', 'Returns, refunds and credits'),
  ...crowd(),
];

function crowd(): PracticeList[] {
  const names = regions.flatMap((region) =>
    kinds.flatMap((kind) => seasons.flatMap((season) => years.map((year) => `${region} ${kind} ${season} ${year}`))),
  );
  return names.map((name, index) => list(100 + index, name, `Made for ${name}`));
}

function list(listId: number, listName: string, listDescription: string): PracticeList {
  const count = subscribers.get(listId) ?? 0;
  const made = new Date(Date.UTC(2024, listId % 12, 1 + (listId % 28), 9, listId % 60));
  return {
    listId,
    listRealmId: realmId,
    listTemplateId: 0,
    listFolderId: 0,
    type: 0,
    vmtaId: 0,
    baseUrlId: 0,
    defaultLifecycleCampaignId: 0,
    listName,
    listDescription,
    listFromAddress: 'care@shop.example.com',
    listReplyToAddress: 'care@shop.example.com',
    listAdminEmail: 'care@shop.example.com',
    listMailFromAddress: 'bounce??EMAIL_REF??@mail.shop.example.com',
    listCreatedDate: apiDate(made),
    listUpdatedDate: apiDate(made),
    parentTemplateId: 0,
    listSubscribeEmailTemplateId: 0,
    listUnsubscribeEmailTemplateId: 0,
    isTemplate: false,
    listConfirmSubs: false,
    listSendCourtesySubsEmail: false,
    listSendCourtesyUnsubsEmail: false,
    listConfirmationSubGoto: '',
    listConfirmationUnsubGoto: '',
    listTrackingReadEnabled: true,
    listTrackingClickthroughEnabled: true,
    listUseStickyCampaign: listId < 100,
    ftafUseListFromAddress: false,
    unsubscribeHeaderEnabled: false,
    unsubHeaderHttpValue: '',
    unsubHeaderEmailValue: '',
    defaultLifecycle: false,
    subscriberCountTotal: count,
    subscriberCountPlain: 0,
    // Every contact of the practice realm gets HTML.
    subscriberCountHtml: count,
    subscriberCountRss: 0,
    subscriberCountMime: 0,
    skip: 0,
    max: 0,
  };
}
