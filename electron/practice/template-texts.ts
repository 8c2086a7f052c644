/** Texts of the templates in the practice realm. */

export interface TemplateText {
  name: string;
  subject: string;
  /** Paragraphs; `%%$…%%` is a merge field. */
  paragraphs: readonly string[];
}

const sincerely = 'If anything is unclear, just reply to this e-mail. Your Northwind Supplies team';

const text = (name: string, subject: string, ...paragraphs: string[]): TemplateText => ({
  name,
  subject,
  paragraphs: ['Dear %%$first%%,', ...paragraphs, sincerely],
});

export const templateTexts: readonly TemplateText[] = [
  text(
    'Order confirmation',
    'Your order %%$order%%',
    'Thank you for your order. We have it and are packing it now.',
    'You will hear from us as soon as it leaves our warehouse.',
  ),
  text(
    'Shipping delay',
    'Your order will be late',
    'Your order %%$order%% is delayed. The new delivery date is %%$date%%.',
    'You need not do anything. If you would rather cancel, reply to this e-mail today.',
  ),
  text(
    'Password notice',
    'Your password was changed',
    'The password of your account was changed on %%$date%%.',
    'If that was not you, reply to this e-mail at once and we will lock the account.',
  ),
  text(
    'Refund issued',
    'Your refund is on its way',
    'We have refunded %%$amount%% to the card that you paid with.',
    'Banks take three to five working days to show it.',
  ),
  text('Shipping notice', 'Your order is on its way', 'Your order %%$order%% left our warehouse today.'),
  text('Delivery attempted', 'We could not deliver your order', 'The carrier rang and nobody was there. The next attempt is on %%$date%%.'),
  text('Order cancelled', 'Your order was cancelled', 'Your order %%$order%% was cancelled as you asked. Nothing was charged.'),
  text('Invoice/Receipt', 'Your invoice', 'Your invoice over %%$amount%% is below. Keep it for your records.'),
  text(
    'Rückerstattung',
    'Ihre Rückerstattung',
    'Wir haben Ihnen %%$amount%% erstattet. Die Gutschrift erscheint in drei bis fünf Werktagen.',
  ),
  text('Return received', 'Your return has arrived', 'Your return is here and is being checked. The refund follows within two days.'),
  text('Exchange sent', 'Your exchange is on its way', 'The article you chose instead left our warehouse today.'),
  text('Back in stock', 'It is back in stock', 'The article that you asked about can be ordered again.'),
  text('Account opened', 'Your account is open', 'Your account is ready. Your customer number is %%$customer_key%%.'),
  text('Account closed', 'Your account is closed', 'Your account was closed as you asked. We keep invoices for as long as the law wants.'),
  text('Address changed', 'Your address was changed', 'Your delivery address was changed on %%$date%%.'),
  text('Sign-in from a new device', 'A new sign-in to your account', 'Somebody signed in to your account from a new device on %%$date%%.'),
  text(
    'Payment failed',
    'Your payment did not go through',
    'The payment for order %%$order%% was declined. We hold the order for three days.',
  ),
  text('Payment received', 'We have your payment', 'Your payment of %%$amount%% has arrived. Thank you.'),
  text('Gift card', 'A gift card for you', 'Your gift card over %%$amount%% is below.'),
  text(
    'Recall notice',
    'Please stop using this product',
    'A part of this product can overheat. Stop using it and send it back free of charge.',
  ),
  text('Appointment reminder', 'Your appointment on %%$date%%', 'This is a reminder of your appointment in our shop on %%$date%%.'),
];
