import validate from "asl-validator";

/** What `asl-validator` finds in a definition. It changes what it is given, so it gets a copy. */
export function aslFindings(definition: object): readonly string[] {
  const { errors } = validate(structuredClone(definition), { checkArn: true, checkPaths: true });
  return errors.map((error) => JSON.stringify(error));
}
