/** Functions of the language but `$eval`, and those that the service adds. */
export const jsonataFunctionNames: ReadonlySet<string> = new Set(
  `abs append average base64decode base64encode boolean ceil clone contains count decodeUrl decodeUrlComponent distinct
  each encodeUrl encodeUrlComponent error assert exists filter floor formatBase formatInteger formatNumber fromMillis join
  keys length lookup lowercase map match max merge millis min not now number pad parseInteger power random reduce replace
  reverse round shuffle sift single sort split spread sqrt string substring substringAfter substringBefore sum toMillis
  trim type uppercase zip partition range hash uuid parse`.split(/\s+/),
);
