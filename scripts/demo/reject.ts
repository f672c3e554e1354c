/** The change set would replace a resource: it is deleted, and the deployment fails. */
export { unsafeChange as default } from "./answers.js";
