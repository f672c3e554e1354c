// Generated from workflows/orders.ts by `statewright generate`. Edit that file, not this one.

/** What an execution of Orders starts with: workflows/orders.ts:70. */
export type WorkflowInput = {
  orderId: string;
  customerId: string;
  address: string;
  totalCents: number;
  lines: { sku: string; quantity: number }[];
};

/** What an execution of Orders ends with, where it succeeds. */
export type WorkflowOutput = {
  orderId: string;
  customerId: string;
  address: string;
  totalCents: number;
  lines: { sku: string; quantity: number }[];
  reservation: { reservationId: string };
  payment: { chargeId: string };
};

/** The data when "Reserve Stock" is entered: workflows/orders.ts:71. */
export type ReserveStockInput = {
  orderId: string;
  customerId: string;
  address: string;
  totalCents: number;
  lines: { sku: string; quantity: number }[];
};

/** The data when "Charge Payment" is entered: workflows/orders.ts:79. */
export type ChargePaymentInput = {
  orderId: string;
  customerId: string;
  address: string;
  totalCents: number;
  lines: { sku: string; quantity: number }[];
  reservation: { reservationId: string };
};

/** The data when "Fulfil" is entered: workflows/orders.ts:87. */
export type FulfilInput = {
  orderId: string;
  customerId: string;
  address: string;
  totalCents: number;
  lines: { sku: string; quantity: number }[];
  reservation: { reservationId: string };
  payment: { chargeId: string };
};

/** The data when "Ship Lines" is entered: workflows/orders.ts:91. */
export type ShipLinesInput = {
  orderId: string;
  customerId: string;
  address: string;
  totalCents: number;
  lines: { sku: string; quantity: number }[];
  reservation: { reservationId: string };
  payment: { chargeId: string };
};

/** The data when "Ship Line" is entered: workflows/orders.ts:97. */
export type ShipLineInput = {
  orderId: string;
  address: string;
  sku: string;
  quantity: number;
};

/** The data when "Issue Invoice" is entered: workflows/orders.ts:100. */
export type IssueInvoiceInput = {
  orderId: string;
  customerId: string;
  address: string;
  totalCents: number;
  lines: { sku: string; quantity: number }[];
  reservation: { reservationId: string };
  payment: { chargeId: string };
};

/** The data when "Publish Fulfilment" is entered: workflows/orders.ts:109. */
export type PublishFulfilmentInput = {
  orderId: string;
  customerId: string;
  address: string;
  totalCents: number;
  lines: { sku: string; quantity: number }[];
  reservation: { reservationId: string };
  payment: { chargeId: string };
};

/** The data when "Order Fulfilled" is entered: workflows/orders.ts:122. */
export type OrderFulfilledInput = {
  orderId: string;
  customerId: string;
  address: string;
  totalCents: number;
  lines: { sku: string; quantity: number }[];
  reservation: { reservationId: string };
  payment: { chargeId: string };
};

/** The data when "Cancel Fulfilment" is entered: workflows/orders.ts:124. */
export type CancelFulfilmentInput = {
  orderId: string;
  customerId: string;
  address: string;
  totalCents: number;
  lines: { sku: string; quantity: number }[];
  reservation: { reservationId: string };
  problem: { Error: string; Cause: string };
  payment: { chargeId: string };
};

/** The data when "Refund Payment" is entered: workflows/orders.ts:125. */
export type RefundPaymentInput = {
  orderId: string;
  customerId: string;
  address: string;
  totalCents: number;
  lines: { sku: string; quantity: number }[];
  reservation: { reservationId: string };
  problem: { Error: string; Cause: string };
  payment?: { chargeId: string };
};

/** The data when "Release Stock" is entered: workflows/orders.ts:126. */
export type ReleaseStockInput = {
  orderId: string;
  customerId: string;
  address: string;
  totalCents: number;
  lines: { sku: string; quantity: number }[];
  reservation?: { reservationId: string };
  problem: { Error: string; Cause: string };
  payment?: { chargeId: string };
};

/** The data when "Order Rejected" is entered: workflows/orders.ts:127. */
export type OrderRejectedInput = {
  orderId: string;
  customerId: string;
  address: string;
  totalCents: number;
  lines: { sku: string; quantity: number }[];
  reservation?: { reservationId: string };
  problem: { Error: string; Cause: string };
  payment?: { chargeId: string };
};

/** The data when "Ask For Help" is entered: workflows/orders.ts:129. */
export type AskForHelpInput = {
  orderId: string;
  customerId: string;
  address: string;
  totalCents: number;
  lines: { sku: string; quantity: number }[];
  reservation?: { reservationId: string };
  problem: { Error: string; Cause: string };
  payment?: { chargeId: string };
  obstacle: { Error: string; Cause: string };
};

/** The data when "Order Half Undone" is entered: workflows/orders.ts:137. */
export type OrderHalfUndoneInput = {
  orderId: string;
  customerId: string;
  address: string;
  totalCents: number;
  lines: { sku: string; quantity: number }[];
  reservation?: { reservationId: string };
  problem: { Error: string; Cause: string };
  payment?: { chargeId: string };
  obstacle: { Error: string; Cause: string };
};

/** Each state, and the data when it is entered. */
export interface StateInputs {
  "Reserve Stock": ReserveStockInput;
  "Charge Payment": ChargePaymentInput;
  "Fulfil": FulfilInput;
  "Ship Lines": ShipLinesInput;
  "Ship Line": ShipLineInput;
  "Issue Invoice": IssueInvoiceInput;
  "Publish Fulfilment": PublishFulfilmentInput;
  "Order Fulfilled": OrderFulfilledInput;
  "Cancel Fulfilment": CancelFulfilmentInput;
  "Refund Payment": RefundPaymentInput;
  "Release Stock": ReleaseStockInput;
  "Order Rejected": OrderRejectedInput;
  "Ask For Help": AskForHelpInput;
  "Order Half Undone": OrderHalfUndoneInput;
}

/** Each state that has variables, and these when it is entered. */
export interface StateVariables {
  "Publish Fulfilment": {
    shipments: { sku: string; trackingNumber: string }[];
    invoiceNumber: string;
  };
  "Order Fulfilled": {
    shipments: { sku: string; trackingNumber: string }[];
    invoiceNumber: string;
  };
}

/** Each task, and what it is sent. */
export interface TaskInputs {
  "Reserve Stock": {
    orderId: string;
    lines: { sku: string; quantity: number }[];
  };
  "Charge Payment": {
    orderId: string;
    customerId: string;
    totalCents: number;
  };
  "Ship Line": {
    orderId: string;
    address: string;
    quantity: number;
    sku: string;
  };
  "Issue Invoice": {
    orderId: string;
    customerId: string;
    lines: { sku: string; quantity: number }[];
    payment: { chargeId: string };
  };
  "Publish Fulfilment": {
    Entries: readonly {
      Detail: unknown;
      DetailType: string;
      Source: string;
      EventBusName?: string;
      Resources?: readonly string[];
      Time?: string;
      TraceHeader?: string;
    }[];
  };
  "Cancel Fulfilment": {
    orderId: string;
  };
  "Refund Payment": {
    orderId: string;
  };
  "Release Stock": {
    orderId: string;
  };
  "Ask For Help": {
    TopicArn?: string;
    TargetArn?: string;
    PhoneNumber?: string;
    Message: unknown;
    Subject?: string;
    MessageStructure?: "json";
    MessageAttributes?: {
      [key: string]: { DataType: string; StringValue?: string; BinaryValue?: string };
    };
    MessageGroupId?: string;
    MessageDeduplicationId?: string;
  };
}

/** Each task, and what it answers. */
export interface TaskOutputs {
  "Reserve Stock": {
    reservationId: string;
  };
  "Charge Payment": {
    chargeId: string;
  };
  "Ship Line": {
    sku: string;
    trackingNumber: string;
  };
  "Issue Invoice": {
    invoiceNumber: string;
  };
  "Publish Fulfilment": {
    FailedEntryCount: number;
    Entries: { EventId: string }[];
  };
  "Cancel Fulfilment": null;
  "Refund Payment": null;
  "Release Stock": null;
  "Ask For Help": {
    MessageId: string;
    SequenceNumber?: string;
  };
}
