/** Ids of the practice realm and its main lists. */
export const realmId = 1561;
export const ordersId = 13;
export const noticesId = 21;
export const returnsId = 34;
