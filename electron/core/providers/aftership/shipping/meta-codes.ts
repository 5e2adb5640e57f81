// The meta codes of AfterShip's shipping product: each to its sentence, whether asking again can help, and whether it is
// certain that nothing was made. Read by errors.ts. Codes and the retryable column are AfterShip's; the words are ours.

export interface MetaCode {
  sentence: string;
  /** What AfterShip documents; an answer may say otherwise of itself. */
  retryable: boolean;
  /** The courier or AfterShip may have acted all the same. */
  uncertain?: true;
}

/** Accepted, and still being worked on: no failure. */
export const PENDING = 3001;
/** A cancel of what is cancelled already: as good as done. */
export const ALREADY_CANCELLED = 4722;
/** The order number was used before: where it is the console's own, the label was made. */
export const DUPLICATE_ORDER_NUMBER = 4801;

export const META_CODES: Readonly<Record<number, MetaCode>> = {
  4100: { sentence: 'AfterShip has a fault of its own.', retryable: false, uncertain: true },
  4101: {
    sentence: 'AfterShip has a fault of its own and asks to try again.',
    retryable: true,
    uncertain: true,
  },
  4104: {
    sentence: 'AfterShip cannot use this as it is. Correct what is named and send it again.',
    retryable: false,
  },
  4109: { sentence: 'AfterShip could not read the request.', retryable: false },
  4140: {
    sentence:
      'AfterShip does not know this shipper account. Load the shipper accounts again and choose another one.',
    retryable: false,
  },
  4153: { sentence: 'AfterShip does not know it (any more). Load the list again.', retryable: false },
  4155: {
    sentence:
      'The shipper account is locked while a manifest or a cancellation of it is running. Try again in a minute.',
    retryable: true,
  },
  4157: { sentence: 'This rate is not there any more. Ask for the rates again.', retryable: false },
  4159: {
    sentence: 'The prepaid account with AfterShip is deactivated. Activate it at AfterShip, then try again.',
    retryable: true,
  },
  4161: {
    sentence: 'The card on file at AfterShip was declined. Change it in AfterShip’s billing.',
    retryable: false,
  },
  4162: {
    sentence:
      'AfterShip could not reach its payment gateway. Look at AfterShip’s billing before you try again.',
    retryable: false,
  },
  4163: {
    sentence: 'AfterShip refused the amount of the payment. Look at AfterShip’s billing.',
    retryable: false,
  },
  4164: { sentence: 'AfterShip refused the payment request. Look at AfterShip’s billing.', retryable: false },
  4171: {
    sentence: 'This courier has no such operation at AfterShip. Choose another courier.',
    retryable: false,
  },
  4172: {
    sentence: 'The limit that was agreed with AfterShip is used up. Try again later.',
    retryable: true,
  },
  4312: {
    sentence: 'AfterShip could not reach the courier over the network. Try again in a moment.',
    retryable: true,
    uncertain: true,
  },
  4500: {
    sentence:
      'AfterShip finds something wrong with the state of your account there. Look at AfterShip’s billing.',
    retryable: false,
  },
  4703: {
    sentence: 'The courier’s system is not available. Try again later.',
    retryable: true,
    uncertain: true,
  },
  4705: { sentence: 'The courier gave AfterShip no answer.', retryable: true, uncertain: true },
  4713: {
    sentence: 'All or some of the rates could not be had. Those that came are shown.',
    retryable: true,
  },
  4715: { sentence: 'The courier refused this.', retryable: false },
  4716: {
    sentence: 'The address is too long for the courier. Shorten it and send it again.',
    retryable: false,
  },
  4722: { sentence: 'This was cancelled already.', retryable: false },
  4723: {
    sentence: 'The courier does not know this tracking number, so it cannot be cancelled.',
    retryable: false,
  },
  4724: {
    sentence: 'The label is in a manifest already, so it cannot be cancelled any more. Ask the courier.',
    retryable: false,
  },
  4725: { sentence: 'There is nothing to manifest: no label of this account is waiting.', retryable: false },
  4730: {
    sentence:
      'No tracking numbers are left for this account. Ask the courier for more, and give them to AfterShip.',
    retryable: false,
  },
  4732: {
    sentence:
      'The courier refused the credentials of the shipper account. Replace them under Shipper accounts.',
    retryable: false,
  },
  4733: { sentence: 'AfterShip refused what was sent for this courier.', retryable: false },
  4801: { sentence: 'This order number was used for a label before. Give another one.', retryable: false },
  4802: { sentence: 'The courier does not offer this service here. Choose another one.', retryable: false },
  4803: {
    sentence: 'The courier does not offer this service with these options. Choose another one.',
    retryable: false,
  },
  4804: { sentence: 'The courier does not take this weight with this service.', retryable: false },
};
