import assert from "node:assert/strict";
import { test } from "uvu";
import type { JsonObject } from "../../asl/json.js";
import { evaluateTemplate } from "../../sandbox/cloudformation/evaluate-template.js";
import { readTemplate } from "../../sandbox/cloudformation/template.js";
import { changedTypes, resourceChanges } from "../../sandbox/cloudformation/template-difference.js";

const stack = { id: "arn:stack", name: "prod-orders" };

// ---------------------------------------------------------------- reading

test("the short forms of YAML say what the long forms say", () => {
  const template = readTemplate(`
AWSTemplateFormatVersion: 2010-09-09
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Condition: Wanted
    Properties:
      QueueName: !Sub "\${environmentName}-jobs"
      Tags: [{ Key: a, Value: !GetAtt Topic.TopicArn.Deep }]
      DelaySeconds: !If [Slow, 5, !Ref "AWS::NoValue"]
      Both: !Join ["-", [!Ref Topic, b]]
      Test: !And [!Condition Wanted, !Equals [a, !Ref b]]
`);
  assert.deepEqual(template["Resources"], {
    Queue: {
      Type: "AWS::SQS::Queue",
      Condition: "Wanted",
      Properties: {
        QueueName: { "Fn::Sub": "${environmentName}-jobs" },
        Tags: [{ Key: "a", Value: { "Fn::GetAtt": ["Topic", "TopicArn.Deep"] } }],
        DelaySeconds: { "Fn::If": ["Slow", 5, { Ref: "AWS::NoValue" }] },
        Both: { "Fn::Join": ["-", [{ Ref: "Topic" }, "b"]] },
        Test: { "Fn::And": [{ Condition: "Wanted" }, { "Fn::Equals": ["a", { Ref: "b" }] }] },
      },
    },
  });
  assert.equal(template["AWSTemplateFormatVersion"], "2010-09-09");
});
test("JSON is read as JSON", () => {
  const text = JSON.stringify({ Resources: { Topic: { Type: "AWS::SNS::Topic" } } });
  assert.deepEqual(readTemplate(`\n  ${text}`), JSON.parse(text));
});

for (const [name, text, message] of [
  ["a text that is no YAML", "Resources: [", /^Template format error: YAML not well-formed\. \(line 1, column \d+\)$/],
  ["a text that is no JSON", "{ 'a': 1 }", /^Template format error: JSON not well-formed\./],
  ["a list", "- a", /^Template format error: unsupported structure\.$/],
  ["no text at all", "", /^Template format error: unsupported structure\.$/],
  ["no resources", "Resources: {}", /^Template format error: At least one Resources member must be defined\.$/],
  ["an alias", "Resources:\n  A: &a { Type: AWS::SNS::Topic }\n  B: *a", /YAML aliases are not allowed/],
] as const) {
  test(`${name} is refused with CloudFormation's sentence`, () => {
    assert.throws(() => readTemplate(text), { name: "ValidationError", message });
  });
}

// ---------------------------------------------------------------- evaluating

const evaluate = (yaml: string, parameters: Record<string, string> = {}) =>
  evaluateTemplate(readTemplate(yaml), parameters, stack);

test("parameters, mappings, pseudo parameters and functions of them become values", () => {
  const { resources, outputs } = evaluate(
    `
Parameters: { environmentName: { Type: String }, zones: { Type: CommaDelimitedList } }
Mappings: { Sizes: { prod: { memory: 512 } } }
Resources:
  Work:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: !Sub "\${environmentName}_Work_\${AWS::Region}"
      MemorySize: !FindInMap [Sizes, !Ref environmentName, memory]
      Layers: !Ref zones
      Zone: !Select [1, !Ref zones]
      Words: !Split [",", "a,b"]
      Role: !Join [":", [arn, !Ref "AWS::Partition", iam]]
      Literal: !Sub "\${!NotMine}"
Outputs: { Name: { Value: !Ref Work, Export: { Name: !Sub "\${environmentName}-work" } } }
`,
    { environmentName: "prod", zones: "a, b" },
  );
  assert.deepEqual(resources["Work"]?.Properties, {
    FunctionName: "prod_Work_us-east-1",
    MemorySize: 512,
    Layers: ["a", "b"],
    Zone: "b",
    Words: ["a", "b"],
    Role: "arn:aws:iam",
    Literal: "${NotMine}",
  });
  assert.deepEqual(outputs, { Name: { Value: { Ref: "Work" }, Export: { Name: "prod-work" } } });
});
test("a condition takes a resource, an output or a property away", () => {
  const yaml = `
Parameters: { size: { Type: String } }
Conditions:
  Large: !Equals [!Ref size, "2"]
  Small: !Not [!Condition Large]
  Either: !Or [!Condition Large, !Condition Small]
  Both: !And [!Condition Large, !Condition Small]
Resources:
  A: { Type: AWS::SNS::Topic, Condition: Large }
  B: { Type: AWS::SNS::Topic, Condition: Either, Properties: { DisplayName: !If [Large, large, !Ref "AWS::NoValue"] } }
  C: { Type: AWS::SNS::Topic, Condition: Both }
Outputs: { A: { Condition: Large, Value: 1 } }
`;
  assert.deepEqual(Object.keys(evaluate(yaml, { size: "2" }).resources), ["A", "B"]);
  assert.deepEqual(Object.keys(evaluate(yaml, { size: "2" }).outputs), ["A"]);
  const small = evaluate(yaml, { size: "1" });
  assert.deepEqual(small.resources, { B: { Type: "AWS::SNS::Topic", Properties: {} } });
  assert.deepEqual(small.outputs, {});
});
test("references between resources stay, inside texts too", () => {
  const { resources } = evaluate(`
Parameters: { environmentName: { Type: String } }
Resources:
  Topic: { Type: AWS::SNS::Topic }
  Work:
    Type: AWS::Lambda::Function
    Properties: { A: !Ref Topic, B: !GetAtt Topic.TopicArn, C: !Sub "\${AWS::Region}/\${Topic}" }
`);
  assert.deepEqual(resources["Work"]?.Properties, {
    A: { Ref: "Topic" },
    B: { "Fn::GetAtt": ["Topic", "TopicArn"] },
    C: { "Fn::Sub": "us-east-1/${Topic}" },
  });
});

// ---------------------------------------------------------------- comparing

interface Declared {
  readonly Type: string;
  readonly [key: string]: unknown;
}
const compare = (before: Record<string, Declared>, after: Record<string, Declared>) => {
  // What is declared here is JSON.
  const [old, wanted] = [before, after].map((Resources) => evaluateTemplate({ Resources } as JsonObject, {}, stack));
  return resourceChanges(old?.resources ?? {}, wanted?.resources ?? {});
};
const brief = (changes: ReturnType<typeof compare>) =>
  changes.map(({ LogicalResourceId, Action, Replacement = "-", PolicyAction = "-" }) =>
    [LogicalResourceId, Action, Replacement, PolicyAction].join(" "),
  );
const queue = (Properties: object, others: object = {}) => ({ Type: "AWS::SQS::Queue", Properties, ...others });
const topic = { Type: "AWS::SNS::Topic" };

for (const [name, before, after, expected] of [
  ["nothing differs", { Q: queue({ DelaySeconds: 1 }) }, { Q: queue({ DelaySeconds: 1 }) }, []],
  ["a number is written as text", { Q: queue({ DelaySeconds: 1 }) }, { Q: queue({ DelaySeconds: "1" }) }, []],
  ["a resource is new", { T: topic }, { T: topic, Q: queue({}) }, ["Q Add - -"]],
  ["one is gone", { T: topic, Q: queue({}) }, { T: topic }, ["Q Remove - Delete"]],
  [
    "one is gone that is retained",
    { T: topic, Q: queue({}, { DeletionPolicy: "Retain" }) },
    { T: topic },
    ["Q Remove - Retain"],
  ],
  [
    "one is gone that is kept except on create",
    { T: topic, Q: queue({}, { DeletionPolicy: "RetainExceptOnCreate" }) },
    { T: topic },
    ["Q Remove - Retain"],
  ],
  [
    "one is gone that leaves a snapshot",
    { T: topic, Q: queue({}, { DeletionPolicy: "Snapshot" }) },
    { T: topic },
    ["Q Remove - Snapshot"],
  ],
  [
    "a property changes in place",
    { Q: queue({ DelaySeconds: 1 }) },
    { Q: queue({ DelaySeconds: 2 }) },
    ["Q Modify False -"],
  ],
  [
    "a property replaces",
    { Q: queue({ QueueName: "a" }) },
    { Q: queue({ QueueName: "b" }) },
    ["Q Modify True ReplaceAndDelete"],
  ],
  [
    "a property replaces, and the old one is kept",
    { Q: queue({ QueueName: "a" }) },
    { Q: queue({ QueueName: "b" }, { UpdateReplacePolicy: "Retain" }) },
    ["Q Modify True ReplaceAndRetain"],
  ],
  [
    "a property may replace",
    { I: { Type: "AWS::EC2::Instance", Properties: { InstanceType: "t3.micro" } } },
    { I: { Type: "AWS::EC2::Instance", Properties: { InstanceType: "t3.large" } } },
    ["I Modify Conditional -"],
  ],
  ["only a policy changes", { Q: queue({}) }, { Q: queue({}, { DeletionPolicy: "Retain" }) }, ["Q Modify False -"]],
  ["only an order of creation changes", { T: topic, Q: queue({}) }, { T: topic, Q: queue({}, { DependsOn: "T" }) }, []],
  [
    "a nested stack cannot be looked into",
    { S: { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: "u" } } },
    { S: { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: "u" } } },
    ["S Modify False -"],
  ],
] as const) {
  test(`a difference is told as CloudFormation tells it: ${name}`, () => {
    assert.deepEqual(brief(compare(before, after)), expected);
  });
}

test("a change tells which property, and what that asks", () => {
  assert.deepEqual(
    compare({ Q: queue({ QueueName: "a", Tags: [] }) }, { Q: queue({ QueueName: "b", Tags: [1] }) })[0],
    {
      Action: "Modify",
      PolicyAction: "ReplaceAndDelete",
      LogicalResourceId: "Q",
      ResourceType: "AWS::SQS::Queue",
      Replacement: "True",
      Scope: ["Properties", "Tags"],
      Details: [
        {
          Target: { Attribute: "Properties", Name: "QueueName", RequiresRecreation: "Always" },
          Evaluation: "Static",
          ChangeSource: "DirectModification",
        },
        {
          Target: { Attribute: "Tags", RequiresRecreation: "Never" },
          Evaluation: "Static",
          ChangeSource: "DirectModification",
        },
      ],
    },
  );
});

test("a replacement shows wherever the resource is referred to, step by step", () => {
  const permission = {
    Type: "AWS::Lambda::Permission",
    Properties: { FunctionName: { Ref: "F" }, Action: "a", Principal: "p" },
  };
  const of = (QueueName: string) => ({
    Q: queue({ QueueName }),
    // The name of a function replaces it.
    F: { Type: "AWS::Lambda::Function", Properties: { FunctionName: { "Fn::Sub": "on-${Q}" } } },
    P: permission,
  });
  const changes = compare(of("a"), of("b"));
  assert.deepEqual(brief(changes), [
    "F Modify Conditional -",
    "P Modify Conditional -",
    "Q Modify True ReplaceAndDelete",
  ]);
  assert.deepEqual(changes[0]?.Details, [
    {
      Target: { Attribute: "Properties", Name: "FunctionName", RequiresRecreation: "Always" },
      Evaluation: "Dynamic",
      ChangeSource: "ResourceReference",
      CausingEntity: "Q",
    },
  ]);
});
test("a change in place shows where an attribute is used, not where the name is", () => {
  const of = (DelaySeconds: number) => ({
    Q: queue({ DelaySeconds }),
    T: { Type: "AWS::SNS::Topic", Properties: { DisplayName: { Ref: "Q" } } },
    U: { Type: "AWS::SNS::Topic", Properties: { TopicName: { "Fn::GetAtt": ["Q", "QueueName"] } } },
  });
  assert.deepEqual(brief(compare(of(1), of(2))), ["Q Modify False -", "U Modify Conditional -"]);
});
test("a type that changes under its name is found", () => {
  const [before, after] = [
    { A: { Type: "AWS::SNS::Topic", Properties: {} } },
    { A: { Type: "AWS::SQS::Queue", Properties: {} } },
  ];
  assert.deepEqual([changedTypes(before, after), changedTypes(before, before)], [["A"], []]);
});

test.run();
