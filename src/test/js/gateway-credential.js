// The credential of Microsoft's client libraries, unmodified, supplied by the gateway.
//
// ACS is made to issue tokens that live for 10 minutes and 4 seconds more. The credential refreshes
// proactively 10 minutes before the end, so a few seconds after it got the first one.
"use strict";

const assert = require("node:assert/strict");
const { AzureCommunicationTokenCredential } = require("@azure/communication-common");

const { API_URL, FRONTEND_JWT } = process.env;
const REFRESHES = 2;

let asked = 0;

async function askTheGateway() {
  asked++;
  const response = await fetch(`${API_URL}/v1/token`, {
    method: "POST",
    headers: { Authorization: `Bearer ${FRONTEND_JWT}` },
  });
  assert.equal(response.status, 200);
  return (await response.json()).token;
}

async function main() {
  const credential = new AzureCommunicationTokenCredential({
    tokenRefresher: askTheGateway,
    refreshProactively: true,
  });
  try {
    const first = await credential.getToken();
    const deadline = Date.now() + 60_000;
    while (asked < 1 + REFRESHES) {
      assert.ok(Date.now() < deadline, `refreshed ${asked - 1} times within a minute`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const last = await credential.getToken();
    assert.notEqual(last.token, first.token);
    assert.ok(last.expiresOnTimestamp > first.expiresOnTimestamp);
    console.log(`The credential asked the gateway ${asked} times, ${REFRESHES} of them ahead of need.`);
  } finally {
    credential.dispose();
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
