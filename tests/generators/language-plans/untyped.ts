import * as all from "../../../dsl/index.js";

/** What an author imports, without its types: what a plan says is drawn at run time, so that the compiler can check no call of it. */
export const dsl: any = all;
