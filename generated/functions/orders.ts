// Generated from workflows/orders.ts by `statewright generate`. Edit that file, not this one.
import { type Contract, contract } from "../handle.js";

/** What the handler of ReserveStock gets. */
export type ReserveStockInput = {
  orderId: string;
  lines: { sku: string; quantity: number }[];
};
/** What the handler of ReserveStock answers. */
export type ReserveStockOutput = {
  reservationId: string;
};
/** The names of the errors that ReserveStock may throw. */
export type ReserveStockErrors = "OutOfStock";
/** The contract of ReserveStock. */
export const reserveStock: Contract<ReserveStockInput, ReserveStockOutput, ReserveStockErrors> =
  contract("ReserveStock");

/** What the handler of ReleaseStock gets. */
export type ReleaseStockInput = {
  orderId: string;
};
/** What the handler of ReleaseStock answers. */
export type ReleaseStockOutput = null;
/** The names of the errors that ReleaseStock may throw. */
export type ReleaseStockErrors = never;
/** The contract of ReleaseStock. */
export const releaseStock: Contract<ReleaseStockInput, ReleaseStockOutput, ReleaseStockErrors> =
  contract("ReleaseStock");

/** What the handler of ChargePayment gets. */
export type ChargePaymentInput = {
  orderId: string;
  customerId: string;
  totalCents: number;
};
/** What the handler of ChargePayment answers. */
export type ChargePaymentOutput = {
  chargeId: string;
};
/** The names of the errors that ChargePayment may throw. */
export type ChargePaymentErrors = "PaymentDeclined";
/** The contract of ChargePayment. */
export const chargePayment: Contract<ChargePaymentInput, ChargePaymentOutput, ChargePaymentErrors> =
  contract("ChargePayment");

/** What the handler of RefundPayment gets. */
export type RefundPaymentInput = {
  orderId: string;
};
/** What the handler of RefundPayment answers. */
export type RefundPaymentOutput = null;
/** The names of the errors that RefundPayment may throw. */
export type RefundPaymentErrors = never;
/** The contract of RefundPayment. */
export const refundPayment: Contract<RefundPaymentInput, RefundPaymentOutput, RefundPaymentErrors> =
  contract("RefundPayment");

/** What the handler of ShipLine gets. */
export type ShipLineInput = {
  sku: string;
  quantity: number;
  orderId: string;
  address: string;
};
/** What the handler of ShipLine answers. */
export type ShipLineOutput = {
  sku: string;
  trackingNumber: string;
};
/** The names of the errors that ShipLine may throw. */
export type ShipLineErrors = "NotDeliverable";
/** The contract of ShipLine. */
export const shipLine: Contract<ShipLineInput, ShipLineOutput, ShipLineErrors> = contract("ShipLine");

/** What the handler of IssueInvoice gets. */
export type IssueInvoiceInput = {
  orderId: string;
  customerId: string;
  lines: { sku: string; quantity: number }[];
  payment: { chargeId: string };
};
/** What the handler of IssueInvoice answers. */
export type IssueInvoiceOutput = {
  invoiceNumber: string;
};
/** The names of the errors that IssueInvoice may throw. */
export type IssueInvoiceErrors = never;
/** The contract of IssueInvoice. */
export const issueInvoice: Contract<IssueInvoiceInput, IssueInvoiceOutput, IssueInvoiceErrors> =
  contract("IssueInvoice");

/** What the handler of CancelFulfilment gets. */
export type CancelFulfilmentInput = {
  orderId: string;
};
/** What the handler of CancelFulfilment answers. */
export type CancelFulfilmentOutput = null;
/** The names of the errors that CancelFulfilment may throw. */
export type CancelFulfilmentErrors = never;
/** The contract of CancelFulfilment. */
export const cancelFulfilment: Contract<CancelFulfilmentInput, CancelFulfilmentOutput, CancelFulfilmentErrors> =
  contract("CancelFulfilment");
