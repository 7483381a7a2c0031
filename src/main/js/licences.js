// Prints the licences of the packages in a bundle, as esbuild's metafile (the argument) lists them.
"use strict";

const fs = require("node:fs");
const path = require("node:path");

const { inputs } = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const folders = new Set(
  Object.keys(inputs)
    .map((file) => file.match(/^node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0])
    .filter(Boolean),
);
for (const folder of [...folders].sort()) {
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = fs.readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) {
    throw new Error(`${name} carries no licence`);
  }
  const text = fs.readFileSync(path.join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
  console.log(`${name} ${version} (${license})\n\n${text}\n\n${"-".repeat(72)}\n`);
}
