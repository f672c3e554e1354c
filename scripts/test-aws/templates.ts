// Revisions of one application, as CloudFormation templates.

type Resources = Readonly<Record<string, object>>;

const text = (resources: Resources, more: object = {}) =>
  JSON.stringify({
    AWSTemplateFormatVersion: "2010-09-09",
    Parameters: { environmentName: { Type: "String" } },
    Resources: resources,
    ...more,
  });
const queue: Resources = { Queue: { Type: "AWS::SQS::Queue", Properties: { VisibilityTimeout: 30 } } };
const topic: Resources = { Topic: { Type: "AWS::SNS::Topic", Properties: {} } };

export const templates = {
  first: text(queue),
  /** Only adds. */
  added: text({ ...queue, ...topic }),
  /** Changes a property that replaces nothing. */
  modified: text({ Queue: { Type: "AWS::SQS::Queue", Properties: { VisibilityTimeout: 60 } } }),
  /** Changes the name, which replaces it. */
  replaced: text({ Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: "other", VisibilityTimeout: 30 } } }),
  /** Takes a resource away. */
  removed: text(topic),
  /** Too long to be sent inline. */
  long: text(queue, { Metadata: { Notes: Array.from({ length: 12_000 }, (_one, index) => index).join(" ") } }),
};
