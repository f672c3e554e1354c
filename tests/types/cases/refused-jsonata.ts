// What the compiler must refuse of the query languages; as in `refused.ts`.
import {
  add,
  and,
  arrayLength,
  discard,
  format,
  fragment,
  gt,
  hash,
  is,
  isNot,
  jsonata,
  jsonPath,
  lambda,
  lt,
  not,
  orElse,
  replace,
  seconds,
  split,
  sqs,
  until,
  withItemSelector,
  workflow,
} from "statewright";

interface Basket {
  id: string;
  at: string;
  count: number;
  discount?: number;
  lines: { sku: string; price: number }[];
}
const price = lambda<{ id: string }, { total: number }, "NoPrice">("Price");
const say = lambda<number, null>("Say");
const look = lambda<Basket["lines"], null>("Look");
const jsonPathBasket = workflow<Basket>("B");
const jsonataBasket = workflow<Basket>("B", { queryLanguage: "JSONata" });

//# JSONata in a workflow in JSONPath
//= jsonata(…) is for JSONata alone, and state 'Set' is in JSONPath: give the state queryLanguage: "JSONata", or compute the value in a function
jsonPathBasket.pass("Set", () => ({ total: jsonata<number>("$sum($states.input.lines.price)") })).end();

//# JSONata inside of an operator
//= jsonata(…) is for JSONata alone, and state 'Set' is in JSONPath
jsonPathBasket.pass("Set", ($) => ({ text: format("{} of {}", $.id, jsonata<number>("1")) })).end();

//# JSONata inside of operators inside of a list
//= jsonata(…) is for JSONata alone, and state 'Set' is in JSONPath
jsonPathBasket.pass("Set", () => ({ deep: { list: [hash(format("{}", jsonata<number>("1")), "MD5")] } })).end();

//# a default in JSONPath
//= orElse(…) is for JSONata alone, and state 'Set' is in JSONPath
jsonPathBasket.pass("Set", ($) => ({ off: orElse($.discount, 0) })).end();

//# a default that may be absent itself
//= 'discount' may be absent at state 'Set': ask isPresent in a choice before it
jsonataBasket.pass("Set", ($) => ({ off: orElse($.discount, $.discount) })).end();

//# JSONata among arguments
//= jsonata(…) is for JSONata alone, and state 'Price' is in JSONPath
jsonPathBasket.task("Price", price, { as: "price", arguments: () => ({ id: jsonata<string>("'a'") }) }).end();

//# JSONata in what is assigned
//= jsonata(…) is for JSONata alone, and state 'Price' is in JSONPath
jsonPathBasket.task("Price", price, { as: discard, assign: () => ({ id: jsonata<string>("'a'") }) }).end();

//# JSONata in what a catch assigns
//= jsonata(…) is for JSONata alone, and state 'Price' is in JSONPath
jsonPathBasket
  .task("Price", price, {
    as: discard,
    catch: [{ errors: ["NoPrice"], assign: () => ({ id: jsonata<string>("'a'") }), goto: "Done" }],
  })
  .succeed("Done")
  .end();

//# JSONata in what a wait assigns
//= jsonata(…) is for JSONata alone, and state 'Wait' is in JSONPath
jsonPathBasket.wait("Wait", seconds(1), { assign: () => ({ id: jsonata<string>("'a'") }) }).end();

//# JSONata in what a way of a choice assigns
//= jsonata(…) is for JSONata alone, and state 'Which?' is in JSONPath
jsonPathBasket
  .choice("Which?", (choose) =>
    choose.when(($) => is($.id, "a"), "Done", { assign: () => ({ id: jsonata<string>("'a'") }) }).otherwise("Done"),
  )
  .succeed("Done")
  .end();

//# JSONata in the cause of a fail
//= jsonata(…) is for JSONata alone, and state 'Over' is in JSONPath
jsonPathBasket.fail("Over", () => ({ error: "E", cause: jsonata<string>("'c'") })).end();

//# a time to wait for that is computed, in JSONPath
//= the time of state 'Wait' is computed, where JSONPath takes a path: compute it in a .pass before, or give the state queryLanguage: "JSONata"
jsonPathBasket.wait("Wait", ($) => add($.count, 1)).end();

//# a moment to wait for that is computed, in JSONPath
//= the time of state 'Wait' is computed, where JSONPath takes a path
jsonPathBasket.wait("Wait", ($) => until(format("{}", $.at))).end();

//# a timeout that is computed, in JSONPath
//= timeoutSeconds of state 'Price' is computed, where JSONPath takes a path
jsonPathBasket.task("Price", price, { as: discard, timeoutSeconds: ($) => add($.count, 1) }).end();

//# a timeout from the data behind arguments that are one path, in JSONPath
//= timeoutSeconds of state 'Look' is not in what its arguments, which are one path, leave of the data in JSONPath: give them as an object, or keep 'count' in a variable
jsonPathBasket.task("Look", look, { as: discard, arguments: ($) => $.lines, timeoutSeconds: ($) => $.count }).end();

//# arguments that are a list, in JSONPath
//= the arguments of state 'Look' are neither an object nor one path, which is what JSONPath takes: set a key in a .pass before, or give the state queryLanguage: "JSONata"
jsonPathBasket.task("Look", look, { as: discard, arguments: ($) => [$.lines[0]] }).end();

//# arguments that are computed, in JSONPath
//= the arguments of state 'Say' are neither an object nor one path, which is what JSONPath takes
jsonPathBasket.task("Say", say, { as: discard, arguments: ($) => add($.count, 1) }).end();

//# a list that is computed, in JSONPath
//= the list of state 'Each' is computed, where JSONPath takes a path
jsonPathBasket
  .map(
    "Each",
    ($) => split($.id, "-"),
    (piece) => piece.wait("Pause", seconds(1)),
    { as: discard },
  )
  .end();

//# a selector in JSONata, of a map in JSONPath
//= orElse(…) is for JSONata alone, and state 'Each' is in JSONPath
jsonPathBasket
  .map(
    "Each",
    withItemSelector(
      ($) => $.lines,
      ($) => ({ off: orElse($.discount, 0) }),
    ),
    (line) => line.wait("Pause", seconds(1)),
    { as: discard },
  )
  .end();

//# a condition on what is computed, in JSONPath
//= a condition on a computed value is for JSONata alone, and this choice is in JSONPath: give the state queryLanguage: "JSONata", or compute the value in a function
jsonPathBasket
  .choice("Many?", (choose) => choose.when(($) => gt(arrayLength($.lines), 3), "Done").otherwise("Done"))
  .succeed("Done")
  .end();

//# a condition in JSONata, in JSONPath
//= jsonata(…) is for JSONata alone, and this choice is in JSONPath
jsonPathBasket
  .choice("Many?", (choose) => choose.when(($) => lt($.count, jsonata<number>("3")), "Done").otherwise("Done"))
  .succeed("Done")
  .end();

//# an equality of lists, in JSONPath
//= an equality of lists or objects is for JSONata alone, and this choice is in JSONPath: give the state queryLanguage: "JSONata", or compute the value in a function
jsonPathBasket
  .choice("Same?", (choose) => choose.when(($) => is($.lines, $.lines), "Done").otherwise("Done"))
  .succeed("Done")
  .end();

//# an inequality of objects among other conditions, in JSONPath
//= an equality of lists or objects is for JSONata alone, and this choice is in JSONPath
jsonPathBasket
  .choice("Same?", (choose) =>
    choose.when(($) => and(gt($.count, 1), not(isNot($.lines[0], $.lines[1]))), "Done").otherwise("Done"),
  )
  .succeed("Done")
  .end();

//# the data beside a result, in JSONPath
//= $ in what is assigned beside a result is for JSONata alone, and state 'Price' is in JSONPath: give the state queryLanguage: "JSONata", or compute the value in a function
jsonPathBasket.task("Price", price, { as: discard, assign: ($, { result }) => ({ id: $.id, n: result.total }) }).end();

//# the data beside the result of a map, inside of an operator, in JSONPath
//= $ in what is assigned beside a result is for JSONata alone, and state 'Each' is in JSONPath
jsonPathBasket
  .map(
    "Each",
    ($) => $.lines,
    (line) => line.pass("Line", () => ({ seen: true })),
    { as: discard, assign: ($) => ({ text: format("{}", $.count) }) },
  )
  .end();

//# how often a pass was tried again
//= Property 'RetryCount' does not exist on type 'StateContext'.
jsonPathBasket.pass("Set", (_, { context }) => ({ tries: context.State.RetryCount })).end();

//# a computed condition, taken for the cover of another one
//= choice 'Which?' leaves cases without a way: add .otherwise(target)
jsonataBasket
  .choice("Which?", (choose) =>
    choose
      .when(() => is(jsonata<boolean>("$states.input.count > 1"), true), "Done")
      .when(() => is(jsonata<boolean>("$states.input.count > 2"), false), "Done"),
  )
  .succeed("Done")
  .end();

//# an order of a computed text and a number
//= the value is a text: compare it with a text
jsonataBasket
  .choice("Which?", (choose) => choose.when(($) => gt(format("{}", $.id), 3), "Done").otherwise("Done"))
  .succeed("Done")
  .end();

//# JSONPath in a workflow in JSONata
//= jsonPath(…) is for JSONPath alone, and state 'Set' is in JSONata: write jsonata(…)
jsonataBasket.pass("Set", () => ({ first: jsonPath<string>("$.lines[0].sku") })).end();

//# JSONPath in a state in JSONata
//= jsonPath(…) is for JSONPath alone, and state 'Set' is in JSONata
jsonPathBasket.pass("Set", () => ({ n: add(1, jsonPath<number>("$.count")) }), { queryLanguage: "JSONata" }).end();

//# a state in JSONPath of a workflow in JSONata
//= state 'Price' is in JSONPath, which a workflow in JSONata does not hold: take its queryLanguage out
jsonataBasket.task("Price", price, { as: discard, queryLanguage: "JSONPath" }).end();

//# a wait in JSONPath of a workflow in JSONata
//= state 'Wait' is in JSONPath, which a workflow in JSONata does not hold: take its queryLanguage out
jsonataBasket.wait("Wait", seconds(1), { queryLanguage: "JSONPath" }).end();

//# the language of a state, inherited by the states inside it
//= orElse(…) is for JSONata alone, and state 'Inside' is in JSONPath
jsonPathBasket
  .parallel("Both", [(branch) => branch.pass("Inside", ($) => ({ off: orElse($.discount, 0) }))], {
    as: discard,
    queryLanguage: "JSONata",
  })
  .end();

//# a function that takes a text, called from JSONata
//= the function of state 'Print' takes a text or null, which does not reach it from JSONata: let it take an object
workflow<string>("T", { queryLanguage: "JSONata" })
  .task("Print", lambda<string, number>("Print"), { as: replace })
  .end();

//# JSONPath in a fragment for either language
//= jsonPath(…) is for JSONPath alone, and state 'First' is in a fragment for either language: give the fragment queryLanguage: "JSONPath"
jsonataBasket
  .use(fragment<Basket>()((chain) => chain.pass("First", () => ({ sku: jsonPath<string>("$.lines[0].sku") }))))
  .end();

//# JSONPath inside of a branch of a fragment for either language
//= jsonPath(…) is for JSONPath alone, and state 'Inside' is in a fragment for either language
jsonPathBasket
  .use(
    fragment<Basket>()((chain) =>
      chain.parallel("Both", [(branch) => branch.pass("Inside", () => ({ n: add(1, jsonPath<number>("$.count")) }))], {
        as: "both",
      }),
    ),
  )
  .end();

//# JSONata in a choice of a fragment for either language
//= jsonata(…) is for JSONata alone, and this choice is in a fragment for either language: give the fragment queryLanguage: "JSONata"
jsonataBasket
  .use(
    fragment<Basket>()((chain) =>
      chain
        .choice("Many?", (choose) => choose.when(($) => lt($.count, jsonata<number>("3")), "Few").otherwise("Few"))
        .wait("Few", seconds(1)),
    ),
  )
  .end();

//# a state in JSONPath of a fragment for either language
//= state 'Price' is in JSONPath, and its fragment for either language: give the fragment queryLanguage: "JSONPath"
jsonPathBasket
  .use(fragment<Basket>()((chain) => chain.task("Price", price, { as: discard, queryLanguage: "JSONPath" })))
  .end();

//# a fragment in JSONPath, used in JSONata
//= the fragment of 'First' is for JSONPath alone, and this chain is not: say in it what both languages can
jsonataBasket
  .use(
    fragment<Basket>({ queryLanguage: "JSONPath" })((chain) =>
      chain.pass("First", () => ({ sku: jsonPath<string>("$.lines[0].sku") })),
    ),
  )
  .end();

//# a fragment in JSONata, used in JSONPath
//= the fragment of 'Sum' is in JSONata, and this chain in JSONPath: give the workflow queryLanguage: "JSONata"
jsonPathBasket
  .use(
    fragment<Basket>({ queryLanguage: "JSONata" })((chain) =>
      chain.pass("Sum", ($) => ({ off: orElse($.discount, 0) })),
    ),
  )
  .end();

//# JSONata in the input of a call, in JSONPath
//= jsonata(…) is for JSONata alone, and state 'Send' is in JSONPath
jsonPathBasket
  .task(
    "Send",
    sqs.sendMessage(() => ({ QueueUrl: "https://queue", MessageBody: jsonata<string>("'a'") })),
    { as: discard },
  )
  .end();
