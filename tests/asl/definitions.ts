// Definitions without a fault, which together use every part of the language.

export const everyState = {
  Comment: "every type of state, in JSONPath",
  Version: "1.0",
  TimeoutSeconds: 3600,
  StartAt: "Set",
  States: {
    Set: { Type: "Pass", Result: { a: 1 }, ResultPath: "$.set", Assign: { count: 0, "id.$": "$.a" }, Next: "Work" },
    Work: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
      Parameters: {
        FunctionName: "f",
        Payload: { "token.$": "$$.Task.Token", "list.$": "States.Array($.set, $count)" },
      },
      ResultSelector: { "value.$": "$.Payload" },
      ResultPath: "$.work",
      TimeoutSeconds: 60,
      HeartbeatSeconds: 10,
      Credentials: { "RoleArn.$": "$.role" },
      Retry: [
        { ErrorEquals: ["Lambda.TooManyRequestsException"], IntervalSeconds: 1, MaxAttempts: 0, BackoffRate: 1.5 },
        { ErrorEquals: ["States.ALL"], MaxDelaySeconds: 60, JitterStrategy: "FULL" },
      ],
      Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Failed", Assign: { "why.$": "$.Cause" } }],
      Next: "Which?",
    },
    "Which?": {
      Type: "Choice",
      Choices: [
        {
          And: [
            { Variable: "$.work.value", IsPresent: true },
            { Not: { Variable: "$.work.value", NumericGreaterThanPath: "$count" } },
            {
              Or: [
                { Variable: "$.work.value", StringMatches: "a*" },
                { Variable: "$.at", TimestampLessThan: "2030-01-01T00:00:00Z" },
              ],
            },
          ],
          Next: "Side by Side",
        },
      ],
      Default: "Pause",
    },
    Pause: { Type: "Wait", SecondsPath: "$.delay", Next: "Work" },
    "Side by Side": {
      Type: "Parallel",
      Branches: [
        { StartAt: "Left", States: { Left: { Type: "Wait", Timestamp: "2030-01-01T00:00:00Z", End: true } } },
        { Comment: "the other", StartAt: "Right", States: { Right: { Type: "Succeed" } } },
      ],
      ResultPath: null,
      Next: "Each",
    },
    Each: {
      Type: "Map",
      ItemsPath: "$.items",
      ItemSelector: { "item.$": "$$.Map.Item.Value" },
      MaxConcurrency: 3,
      ItemProcessor: {
        ProcessorConfig: { Mode: "INLINE" },
        StartAt: "One",
        States: { One: { Type: "Pass", Parameters: { "x.$": "$.item" }, End: true } },
      },
      Next: "Lots",
    },
    Lots: {
      Type: "Map",
      Label: "Lots",
      ItemReader: {
        Resource: "arn:aws:states:::s3:getObject",
        Parameters: { Bucket: "b", "Key.$": "$.key" },
        ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW", MaxItems: 10 },
      },
      ItemBatcher: { MaxItemsPerBatch: 10, BatchInput: { "id.$": "$id" } },
      ResultWriter: { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: "b", Prefix: "p" } },
      ToleratedFailurePercentage: 5,
      ItemProcessor: {
        ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" },
        StartAt: "Store",
        States: {
          Store: {
            Type: "Task",
            Resource: "arn:aws:states:::dynamodb:putItem",
            Parameters: { TableName: "t", "Item.$": "$" },
            End: true,
          },
        },
      },
      Next: "Done",
    },
    Failed: { Type: "Fail", ErrorPath: "$.error.Error", CausePath: "States.Format('because {}', $why)" },
    Done: { Type: "Succeed", OutputPath: "$.set" },
  },
};

export const inJsonata = {
  QueryLanguage: "JSONata",
  StartAt: "Set",
  States: {
    Set: {
      Type: "Pass",
      Assign: { total: "{% $sum($states.input.items.price) %}" },
      Output: "{% $states.input %}",
      Next: "Work",
    },
    Work: {
      Type: "Task",
      Resource: "arn:aws:lambda:us-east-1:123456789012:function:Work",
      Arguments: { total: "{% $total %}", items: ["{% $states.input.items[price > 1] %}"] },
      TimeoutSeconds: "{% $total %}",
      Output: "{% $merge([$states.input, $states.result]) %}",
      Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $states.errorOutput.Cause %}", Next: "Failed" }],
      Next: "Which?",
    },
    "Which?": {
      Type: "Choice",
      Choices: [
        { Condition: "{% $total > 3 and $exists($states.context.Execution.Name) %}", Next: "Each", Output: { a: 1 } },
      ],
      Default: "Pause",
    },
    Pause: { Type: "Wait", Seconds: "{% ($n := 2; $n * $total) %}", Next: "Work" },
    Each: {
      Type: "Map",
      Items: "{% $range(1, $total, 1) %}",
      ItemSelector: { value: "{% $states.context.Map.Item.Value %}" },
      ItemProcessor: {
        StartAt: "One",
        States: { One: { Type: "Pass", Output: "{% $map($states.input, function($v) { $v.a }) %}", End: true } },
      },
      End: true,
    },
    Failed: { Type: "Fail", Error: "{% 'E' & $total %}", Cause: "because" },
  },
};

/** Two query languages in one machine. */
export const mixed = {
  QueryLanguage: "JSONPath",
  StartAt: "A",
  States: {
    A: { Type: "Pass", QueryLanguage: "JSONata", Output: { a: "{% $states.input.b %}" }, Next: "B" },
    B: { Type: "Pass", InputPath: "$.a", ResultPath: "$.b[0]", End: true },
  },
};

/** Placeholders that are replaced before the service sees them. */
export const substituted = {
  StartAt: "A",
  TimeoutSeconds: "${Timeout}",
  States: {
    A: {
      Type: "Task",
      Resource: "${Function}",
      TimeoutSeconds: "${Timeout}",
      Parameters: { "a.$": "$.${Key}" },
      Next: "B",
    },
    B: {
      Type: "Task",
      Resource: "arn:${Partition}:states:::sqs:sendMessage",
      Next: "C",
      Parameters: { QueueUrl: "${Queue}", MessageBody: "${Body}" },
    },
    C: { Type: "Wait", Seconds: "${Delay}", Next: "${Last}" },
    D: { Type: "Succeed" },
  },
};
