// Before a build: what a source that is gone had left in dist/ must not be published.
import { rmSync } from "node:fs";

rmSync(new URL("../dist", import.meta.url), { recursive: true, force: true });
