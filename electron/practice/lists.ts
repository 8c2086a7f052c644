/** The lists of the practice realm: three that matter, and enough others to be a real crowd. */
import { apiDate } from './api-date.ts';

/** Fields and types: WhatCounts support, Get All Lists, and a public client's names for the ids. */
export interface PracticeList {
  listId: number;
  listRealmId: number;
  listName: string;
  listDescription: string;
  listFromAddress: string;
  listReplyToAddress: string;
  listCreatedDate: string;
  listUpdatedDate: string;
  isTemplate: boolean;
  listConfirmSubs: boolean;
  listTrackingReadEnabled: boolean;
  listUseStickyCampaign: boolean;
  skip: number;
  max: number;
}

export const realmId = 1561;
export const ordersId = 13;
export const noticesId = 21;
export const returnsId = 34;

const regions = ['North', 'South', 'East', 'West', 'Coast', 'Valley', 'Harbour', 'Old Town', 'Airport', 'Online'];
const kinds = ['Newsletter', 'Members', 'Prospects', 'Event guests', 'Survey', 'Loyalty', 'Press', 'Partners', 'Waitlist', 'Alerts'];
const seasons = ['Spring', 'Summer', 'Autumn', 'Winter'];
const years = [2024, 2025, 2026];

/** 1,203 lists in the order of their ids. */
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
  const made = new Date(Date.UTC(2024, listId % 12, 1 + (listId % 28), 9, listId % 60));
  return {
    listId,
    listRealmId: realmId,
    listName,
    listDescription,
    listFromAddress: 'care@shop.example.com',
    listReplyToAddress: 'care@shop.example.com',
    listCreatedDate: apiDate(made),
    listUpdatedDate: apiDate(made),
    isTemplate: false,
    listConfirmSubs: false,
    listTrackingReadEnabled: true,
    listUseStickyCampaign: listId < 100,
    skip: 0,
    max: 0,
  };
}
