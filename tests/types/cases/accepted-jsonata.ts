// The blocks of `refused-jsonata.ts`, corrected: all of this compiles.
import {
  activity,
  add,
  and,
  array,
  arrayLength,
  discard,
  format,
  fragment,
  gt,
  hash,
  is,
  isNot,
  isPresent,
  jsonata,
  jsonPath,
  jsonStringify,
  lambda,
  lt,
  matches,
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

// a workflow in JSONata says what JSONata alone can
jsonataBasket
  .pass("Set", ($) => ({
    total: jsonata<number>("$sum($states.input.lines.price)"),
    off: orElse($.discount, 0),
    text: format("{} off", orElse($.discount, add($.count, jsonata<number>("1")))),
    digest: hash(jsonata<string>("$states.input.id"), "MD5"),
    list: array(orElse($.discount, 0), $.count),
    json: jsonStringify(jsonata<{ a: string }>("{'a': 'b'}")),
  }))
  .task("Price", price, {
    as: "price",
    arguments: () => ({ id: format("{}", jsonata<string>("$states.input.id")) }),
    assign: ($, { result }) => ({
      total: result.total,
      id: $.id,
      whole: jsonata<number>("$states.result.Payload.total"),
    }),
    timeoutSeconds: ($) => add($.count, 1),
    catch: [
      {
        errors: ["States.ALL"],
        assign: (_, { error }) => ({ why: jsonata<string>("$states.errorOutput.Cause"), name: error.Error }),
        goto: "Over",
      },
    ],
  })
  .wait("Wait", ($) => add($.count, 1))
  .wait("Until", ($) => until(format("{}", $.at)))
  .choice("Many?", (choose) =>
    choose
      .when(($) => gt(arrayLength($.lines), 3), "Each")
      .when(() => is(jsonata<boolean>("$count($states.input.lines) = 2"), true), "Each")
      .when(($) => and(isPresent($.discount), not(lt(add($.count, 1), 2))), "Each")
      .when(($) => matches(format("{}!", $.id), "a*"), "Each")
      .otherwise("Over"),
  )
  .map(
    "Each",
    () => jsonata<{ sku: string; price: number }[]>("[$states.input.lines[price > 1]]"),
    (line) => line.wait("Pause", seconds(1)),
    {
      as: "lines",
      maxConcurrency: ($) => add($.count, 1),
    },
  )
  .fail("Over", ($) => ({ error: "Over", cause: format("{}", orElse($.discount, "none")) }))
  .end();

// a state of a workflow in JSONPath may be in JSONata
jsonPathBasket
  .pass("Set", ($) => ({ off: orElse($.discount, 0) }), { queryLanguage: "JSONata" })
  .task("Price", price, { as: discard, queryLanguage: "JSONata", assign: ($) => ({ id: $.id }) })
  .choice("Many?", (choose) => choose.when(($) => gt(arrayLength($.lines), 3), "Wait").otherwise("Wait"), {
    queryLanguage: "JSONata",
  })
  .wait("Wait", ($) => add($.count, 1), { queryLanguage: "JSONata" })
  .map(
    "Each",
    withItemSelector(
      ($) => $.lines,
      ($) => ({ off: orElse($.discount, 0) }),
    ),
    (line) => line.pass("Double", ($) => ({ twice: add($.off, $.off) })),
    { as: "lines", queryLanguage: "JSONata" },
  )
  .fail("Over", () => ({ error: "E", cause: jsonata<string>("'c'") }), { queryLanguage: "JSONata" })
  .end();

// JSONPath has its own escape hatch, in conditions and in fields that take a path too
jsonPathBasket
  .pass("Set", () => ({ first: jsonPath<string>("$.lines[0]['sku']") }))
  .wait("Wait", () => jsonPath<number>("$.lines.length()"))
  .choice("First?", (choose) =>
    choose.when(() => is(jsonPath<string>("$.lines[0].sku"), "a"), "Done").otherwise("Done"),
  )
  .succeed("Done")
  .end();

// what both can say is said in both
jsonataBasket.pass("Set", ($) => ({ n: add($.count, 1), pieces: split($.id, "-") })).end();

// a fragment in JSONata
const priced = fragment<{ lines: { price: number }[] }>({ queryLanguage: "JSONata" })((chain) =>
  chain.pass("Sum", () => ({ total: jsonata<number>("$sum($states.input.lines.price)") })),
);
jsonataBasket.use(priced).end();

// a function that takes an object, and other resources, which get a text as it is
workflow<string>("T", { queryLanguage: "JSONata" })
  .task("Print", lambda<{ text: string }, number>("Print"), { as: replace, arguments: ($) => ({ text: $ }) })
  .end();
workflow<string>("T", { queryLanguage: "JSONata" })
  .task("Read", activity<string, number>("Read"), { as: replace })
  .end();

// Express, and the input's type from a schema
workflow<Basket>("B", { queryLanguage: "JSONata", type: "EXPRESS" })
  .pass("Set", ($) => ({ off: orElse($.discount, 0) }))
  .end();

// the input of a call
jsonataBasket
  .task(
    "Send",
    sqs.sendMessage(($) => ({ QueueUrl: "https://queue", MessageBody: format("{}", orElse($.discount, "none")) })),
    { as: discard },
  )
  .end();

// lists and objects are compared in JSONata, and scalars of theirs in JSONPath
jsonataBasket
  .choice("Same?", (choose) =>
    choose.when(($) => and(is($.lines, $.lines), isNot($.lines[0], $.lines[1])), "Done").otherwise("Done"),
  )
  .succeed("Done")
  .end();
jsonPathBasket
  .choice("Same?", (choose) => choose.when(($) => is($.lines, $.lines), "Done").otherwise("Alike?"), {
    queryLanguage: "JSONata",
  })
  .choice("Alike?", (choose) => choose.when(($) => is($.lines[0].sku, $.lines[1].sku), "Done").otherwise("Done"))
  .succeed("Done")
  .end();

// a task knows how often it was tried again, and beside its result what is in the context object
jsonPathBasket
  .task("Price", price, {
    as: "price",
    timeoutSeconds: (_, { context }) => context.State.RetryCount,
    assign: (_, { result, context, vars }) => ({ total: result.total, tries: context.State.RetryCount, ...vars }),
  })
  .end();

// a fragment in JSONPath holds its code, with states in JSONata, and is used in JSONPath, also by another such fragment
const firstSku = fragment<Basket>({ queryLanguage: "JSONPath" })((chain) =>
  chain
    .pass("First", () => ({ sku: jsonPath<string>("$.lines[0].sku") }))
    .pass("Many", ($) => ({ many: orElse($.discount, 0) }), { queryLanguage: "JSONata" }),
);
jsonPathBasket
  .use(fragment<Basket>({ queryLanguage: "JSONPath" })((chain) => chain.use(firstSku).wait("Wait", seconds(1))))
  .end();

// a fragment for either language has states in JSONata, and is used in both
const halved = fragment<Basket>()((chain) =>
  chain
    .task("Price", price, { as: "price" })
    .pass("Half", ($) => ({ half: jsonata<number>("$states.input.price.total / 2"), off: $.count }), {
      queryLanguage: "JSONata",
    })
    .wait("Rest", ($) => $.count)
    .choice("Done?", (choose) => choose.when(($) => gt($.half, 1), "End").otherwise("End"))
    .wait("End", seconds(1)),
);
jsonPathBasket.use(halved).end();
jsonataBasket.use(halved).end();
jsonPathBasket.use(fragment<Basket>({ queryLanguage: "JSONPath" })((chain) => chain.use(halved).use(firstSku))).end();

// a timeout beside arguments that are one path is a variable, and in JSONata anything
jsonPathBasket
  .pass("Keep", () => ({}), { assign: ($) => ({ limit: $.count }) })
  .task("Look", look, { as: discard, arguments: ($) => $.lines, timeoutSeconds: (_, { vars }) => vars.limit })
  .task("Look Again", look, {
    as: discard,
    arguments: ($) => $.lines,
    timeoutSeconds: ($) => $.count,
    queryLanguage: "JSONata",
  })
  .end();

// arguments are a list or computed in JSONata, and the whole data, one path or code in JSONPath
jsonataBasket
  .task("Look", look, { as: discard, arguments: ($) => [$.lines[0]] })
  .task("Say", say, { as: discard, arguments: ($) => add($.count, 1) })
  .end();
jsonPathBasket
  .task("Price", price, { as: discard, arguments: ($) => $ })
  .task("Say", say, { as: discard, arguments: ($) => $.count })
  .task("Say Again", say, { as: discard, arguments: () => jsonPath<number>("$.count") })
  .task("Say In JSONata", say, { as: discard, arguments: () => 1, queryLanguage: "JSONata" })
  .end();
