// From an author's names (of workflows, functions, states) to names that files, TypeScript and CloudFormation can carry.
import { createHash } from "node:crypto";

/** Bytes of a file's name without its ending; most disks allow 255, `.asl.json` and a suffix need some of them. */
const LONGEST_FILE_NAME = 100;
/** Names that Windows keeps for devices, whatever ending follows. */
const DEVICES = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])$/i;

/** Words that cannot stand as the name of a variable in a module, or of an optional property. */
const RESERVED_WORDS = new Set(
  (
    "arguments async await break case catch class const continue debugger default delete do else enum eval export extends " +
    "false finally for from function get if implements import in instanceof interface let new null of package private " +
    "protected public return set static super switch this throw true try type typeof undefined var void while with yield " +
    "globalThis NaN Infinity " +
    // An object has these from birth: as the key of an optional property they would seem to be given.
    "constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf"
  ).split(" "),
);
/** Names of types that generated code may need under their own meaning. */
const GLOBAL_TYPES = new Set(
  (
    "Any Array ArrayBuffer Boolean Construct Date Error Exclude Extract Function Infinity Map NaN Never NonNullable Null Number Object " +
    "Omit Partial Pick Promise Readonly ReadonlyArray ReadonlyMap Record RegExp Required Set String Symbol Undefined Unknown Void"
  ).split(" "),
);

/** The words of a name: `GetURLStatus` is Get, URL, Status; anything that is no letter or digit parts words. */
function words(name: string): string[] {
  return (
    name
      .normalize("NFC")
      .replace(/['’]/g, "")
      .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

/**
 * The name of a file or folder, without an ending: kebab-case, and safe on every disk. It has no separator and no dot,
 * so it cannot leave its folder. Two names may become one: `duplicateFiles` finds these.
 * @example fileName("DeployBlueGreen") === "deploy-blue-green"
 */
export function fileName(name: string): string {
  const kebab = words(name).join("-").toLowerCase().normalize("NFC") || "unnamed";
  return shortened(DEVICES.test(kebab) ? `${kebab}_` : kebab, name);
}

/** Cut at a limit of bytes, never inside a character, with a mark of the whole name at the end. */
function shortened(text: string, name: string): string {
  if (Buffer.byteLength(text) <= LONGEST_FILE_NAME) return text;
  const mark = createHash("sha256").update(name).digest("hex").slice(0, 8);
  let kept = "";
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > LONGEST_FILE_NAME - mark.length - 1) break;
    kept += character;
  }
  return `${kept.replace(/-$/, "")}-${mark}`;
}

const capital = (word: string) => word.replace(/^./u, (first) => first.toUpperCase());
const identifierWords = (name: string) =>
  words(name)
    .map((word) => word.replace(/[^\p{ID_Continue}]/gu, "").toLowerCase())
    .filter((word) => word !== "");
const startsWell = (text: string) => /^[\p{ID_Start}$_]/u.test(text);

/** The name of a variable or property: `checkStackExistence`. A reserved word gets `_` behind it, a leading digit before it. */
export function identifier(name: string): string {
  const [first = "unnamed", ...others] = identifierWords(name);
  const text = [first, ...others.map(capital)].join("");
  if (!startsWell(text)) return `_${text}`;
  return RESERVED_WORDS.has(text) ? `${text}_` : text;
}

/** The name of a type or class: `CheckStackExistence`. One that TypeScript knows gets `_` behind it, a leading digit before it. */
export function typeName(name: string): string {
  const text = identifierWords(name).map(capital).join("") || "Unnamed";
  if (!startsWell(text)) return `_${text}`;
  return GLOBAL_TYPES.has(text) ? `${text}_` : text;
}

/**
 * The name inside `${…}` of a definition: ASCII letters and digits alone, as CloudFormation wants it. Accents are
 * dropped, other letters become their code points.
 */
export function substitutionName(name: string): string {
  const text = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9]/gu, (character) =>
      /[\p{L}\p{N}]/u.test(character) ? `U${character.codePointAt(0)?.toString(16).toUpperCase()}` : "",
    );
  return text === "" ? "Unnamed" : text;
}

/**
 * A name for each of `names`, no two alike: what a conversion leaves as it is keeps its name, the others take a number
 * where theirs is taken. It depends on the set of names alone, not on their order.
 */
export function uniqueNames(names: Iterable<string>, convert: (name: string) => string): ReadonlyMap<string, string> {
  const all = [...new Set(names)].sort();
  const taken = new Set(all.filter((name) => convert(name) === name));
  const given = new Map<string, string>();
  for (const name of all) {
    const wanted = convert(name);
    let unique = wanted;
    for (let count = 2; wanted !== name && taken.has(unique); count++) unique = `${wanted}${count}`;
    taken.add(unique);
    given.set(name, unique);
  }
  return given;
}

/** The substitution of each of a machine's functions and activities, by its name. */
export const substitutionNames = (functions: Iterable<{ readonly name: string }>): ReadonlyMap<string, string> =>
  uniqueNames(
    [...functions].map(({ name }) => name),
    substitutionName,
  );

const SOURCE_ENDING = /(?::\d+)*$/;
const MODULE_ENDING = /(?:\.d)?\.[cm]?[jt]sx?$/;

/**
 * The module that declares a function, from the place of its `lambda(…)`: `workflows/shared/functions.ts:4` is
 * `shared/functions`. A file outside the folder of workflows counts from the project's root, one of a package from the
 * package's name. It never holds `..`.
 */
export function moduleName(source: string, workflowsFolder = "workflows"): string {
  const file = source.replaceAll("\\", "/").replace(/^\.\//, "").replace(SOURCE_ENDING, "").replace(MODULE_ENDING, "");
  const inPackage = file.split("node_modules/").at(-1) ?? file;
  // A path from the root of the disk differs from machine to machine: only the file's own name is kept of it.
  const fromRoot = /^(?:\/|[A-Za-z]:)/.test(inPackage) ? (inPackage.split("/").at(-1) ?? "") : inPackage;
  const folder = `${workflowsFolder.replace(/^\.\//, "").replace(/\/+$/, "")}/`;
  const inside = fromRoot.startsWith(folder) ? fromRoot.slice(folder.length) : fromRoot;
  return inside.split("/").map(safeSegment).filter(Boolean).join("/") || "functions";
}

/** The name of a file that exists already keeps its spelling, but for what another disk would refuse. */
function safeSegment(segment: string): string {
  const text = segment
    .normalize("NFC")
    .replace(/[<>:"|?*\p{Cc}]/gu, "-")
    .replace(/[. ]+$/, "");
  return shortened(DEVICES.test(text.replace(/\..*$/, "")) ? `${text}_` : text, segment);
}
