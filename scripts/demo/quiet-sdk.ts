// Imported before the SDK: what it says of Node's versions when a client is made is nothing for who watches a demonstration.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
