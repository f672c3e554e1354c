import { ClientError } from "./client-error.js";
import { operations, type Service, type World } from "./surroundings.js";

class DynamoDBServiceException extends ClientError {}
class ResourceNotFoundException extends DynamoDBServiceException {
  constructor() {
    super("ResourceNotFoundException", "Requested resource not found");
  }
}

/** Attributes by name, each with its type: `{ id: { S: "1" } }`. */
type Item = Readonly<Record<string, object>>;
const KEY = "id";
const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

export function dynamodb({ resourcesExist }: World): Service {
  const tables = new Map<string, Item[]>();
  function table(name: string): Item[] {
    if (!resourcesExist) throw new ResourceNotFoundException();
    const items = tables.get(name) ?? [];
    tables.set(name, items);
    return items;
  }
  const required = (parameters: Record<string, unknown>, member: string): void => {
    if (parameters[member] !== null) return;
    const at = member.slice(0, 1).toLowerCase() + member.slice(1);
    throw new DynamoDBServiceException(
      "ValidationException",
      `1 validation error detected: Value null at '${at}' failed to satisfy constraint: Member must not be null`,
    );
  };
  const find = (name: string, key: Item) => table(name).find((item) => same(item[KEY], key[KEY]));
  const remove = (name: string, key: Item): void => {
    tables.set(
      name,
      table(name).filter((item) => !same(item[KEY], key[KEY])),
    );
  };

  return {
    tasks: operations(["dynamodb", "aws-sdk:dynamodb"], {
      putItem: ({ parameters }) => {
        required(parameters, "Item");
        const { TableName, Item } = parameters;
        remove(TableName, Item);
        table(TableName).push(Item);
        return {};
      },
      getItem: ({ parameters: { TableName, Key } }) => ({ Item: find(TableName, Key) }),
      deleteItem: ({ parameters: { TableName, Key } }) => {
        remove(TableName, Key);
        return {};
      },
      // `set name = :value`, of which there may be several.
      updateItem: ({ parameters: { TableName, Key, UpdateExpression, ExpressionAttributeValues, ReturnValues } }) => {
        const assignments = String(UpdateExpression).replace(/^set /i, "").split(",");
        const updated = Object.fromEntries(
          assignments.map((assignment) => {
            const [name = "", value = ""] = assignment.split("=").map((part) => part.trim());
            return [name, ExpressionAttributeValues[value]];
          }),
        );
        const item = { ...Key, ...find(TableName, Key), ...updated };
        remove(TableName, Key);
        table(TableName).push(item);
        return ReturnValues === "UPDATED_NEW" ? { Attributes: updated } : {};
      },
      // `name = :value`.
      query: ({ parameters: { TableName, KeyConditionExpression, ExpressionAttributeValues } }) => {
        const [name = "", value = ""] = String(KeyConditionExpression)
          .split("=")
          .map((part) => part.trim());
        const Items = table(TableName).filter((item) => same(item[name], ExpressionAttributeValues[value]));
        return { Count: Items.length, Items, ScannedCount: Items.length };
      },
    }),
  };
}
