// How many failed items a distributed Map tolerates.
import type { MapState } from "../asl/types.js";
import { RuntimeFailure, StateFailure } from "./failure.js";
import { compileNumber, type Evaluate, float } from "./map-fields.js";
import type { Place } from "./place.js";
import { see } from "./probe.js";

/** Whether so many failed items of so many are tolerated. */
export type Tolerates = (failed: number, items: number) => boolean;

export const exceeded = () =>
  new StateFailure({
    error: "States.ExceedToleratedFailureThreshold",
    cause: "The specified tolerated failure threshold was exceeded",
  });

/** `undefined` where the state says nothing of it: then none is. */
export function compileTolerance(state: MapState, place: Place): Evaluate<Tolerates | undefined> {
  const count = compileNumber(state, "ToleratedFailureCount", place);
  const percentage = compileNumber(state, "ToleratedFailurePercentage", place, float);
  return async (data, visit) => {
    const most = await count(data, visit);
    if (most !== undefined && most < 0) throw new RuntimeFailure("ToleratedFailureCount cannot be negative.");
    const share = await percentage(data, visit);
    if (share !== undefined && (share < 0 || share > 100)) {
      throw new RuntimeFailure("ToleratedFailurePercentage must be between 0 and 100.");
    }
    if (most !== undefined) see(place, "toleratedFailureCount", most);
    if (share !== undefined) see(place, "toleratedFailurePercentage", share);
    if (most === undefined && share === undefined) return undefined;
    return (failed, items) =>
      (most === undefined || failed <= most) && (share === undefined || failed * 100 <= share * items);
  };
}
