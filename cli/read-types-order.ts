// The order of the keys of an object type that a chain has taken apart and put together again: that of a declaration with
// the same keys. The type itself has lost where its keys were declared.
import { ts } from "ts-morph";

/** The keys in the order in which an object type or literal of the program says them, if one does: the first by file and line. */
export function keyOrders(program: ts.Program): (keys: readonly string[]) => readonly string[] {
  let orders: ReadonlyMap<string, readonly string[]> | undefined;
  return (keys) => {
    if (keys.length < 2) return keys;
    orders ??= ordersIn(program);
    return orders.get(keyOf(keys)) ?? [];
  };
}
const keyOf = (keys: readonly string[]) => [...keys].sort().join("\n");

function ordersIn(program: ts.Program): ReadonlyMap<string, readonly string[]> {
  const orders = new Map<string, readonly string[]>();
  const add = (members: readonly ts.Node[]) => {
    const keys = members.flatMap((member) => {
      const { name } = member as ts.NamedDeclaration; // the members of object types and literals, and none is told by it
      return name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? [name.text] : [];
    });
    const key = keyOf(keys);
    if (!orders.has(key)) orders.set(key, keys);
  };
  const look = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node)) add(node.members);
    if (ts.isObjectLiteralExpression(node)) add(node.properties);
    ts.forEachChild(node, look);
  };
  const files = program.getSourceFiles().filter((file) => !program.isSourceFileDefaultLibrary(file));
  const byName = (left: ts.SourceFile, right: ts.SourceFile) => (left.fileName < right.fileName ? -1 : 1);
  for (const file of [...files].sort(byName)) look(file);
  return orders;
}
