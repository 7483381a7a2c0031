"use strict";
// Run with CONNECTION_STRING and NODE_EXTRA_CA_CERTS set. Prints one line a case, exits 1 on the
// first that fails.
const assert = require("node:assert/strict");
const { CommunicationIdentityClient } = require("@azure/communication-identity");
const { AzureCommunicationTokenCredential } = require("@azure/communication-common");

const connectionString = process.env.CONNECTION_STRING;
const endpoint = connectionString.match(/endpoint=([^;]+)/)[1];
const once = { retryOptions: { maxRetries: 0 } };
const client = new CommunicationIdentityClient(connectionString, once);
const foreign = {
  communicationUserId:
    "8:acs:11111111-2222-3333-4444-555555555555_11111111-2222-3333-4444-555555555555",
};
const appId = "aaaaaaaa-0000-4000-8000-000000000001";
const userId = "bbbbbbbb-0000-4000-8000-000000000002";

async function control(method, path, body) {
  const response = await fetch(`${endpoint}_emulator/${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  assert.equal(response.status, 200, `${method} ${path}`);
  return response.json();
}

const introspect = async (token) => (await control("POST", "introspect", { token })).state;

async function rejects(call, status, code, message) {
  const failure = await call().then(
    () => assert.fail("it was allowed"),
    (error) => error,
  );
  assert.equal(failure.statusCode, status, failure.message);
  assert.equal(failure.code, code);
  assert.equal(failure.message, message);
}

/** A client whose requests go through one more step, before or after they are signed. */
function spoiled(change, position) {
  const policy = {
    name: "spoil",
    sendRequest: (request, next) => {
      change(request);
      return next(request);
    },
  };
  return new CommunicationIdentityClient(connectionString, {
    ...once,
    additionalPolicies: [{ policy, position }],
  });
}

const cases = {
  "creates an identity": async () => {
    const user = await client.createUser();
    assert.match(user.communicationUserId, /^8:acs:[0-9a-f-]{36}_[0-9a-f-]{36}$/);
  },
  "creates an identity with a token": async () => {
    const { user, token, expiresOn } = await client.createUserAndToken(["chat", "voip"]);
    assert.equal(await introspect(token), "ACTIVE");
    assert.ok(user.communicationUserId);
    assert.ok(Math.abs(expiresOn - Date.now() - 24 * 3600e3) < 60e3);
  },
  "creates an identity with a token of custom expiry": async () => {
    const { expiresOn } = await client.createUserAndToken(["chat"], {
      tokenExpiresInMinutes: 60,
    });
    assert.ok(Math.abs(expiresOn - Date.now() - 3600e3) < 60e3);
  },
  "issues a token of custom expiry that the SDK can read": async () => {
    const user = await client.createUser();
    const { token, expiresOn } = await client.getToken(user, ["voip"], {
      tokenExpiresInMinutes: 60,
    });
    assert.ok(Math.abs(expiresOn - Date.now() - 3600e3) < 60e3);
    const credential = new AzureCommunicationTokenCredential(token);
    const read = await credential.getToken();
    assert.equal(Math.floor(expiresOn.getTime() / 1000) * 1000, read.expiresOnTimestamp);
    credential.dispose();
  },
  "issues every scope of 2023-10-01": async () => {
    const user = await client.createUser();
    const scopes = ["chat", "chat.join", "chat.join.limited", "voip", "voip.join"];
    const { token } = await client.getToken(user, scopes);
    assert.deepEqual((await control("POST", "introspect", { token })).scopes, scopes);
  },
  "revokes tokens": async () => {
    const { user, token } = await client.createUserAndToken(["chat"]);
    await client.revokeTokens(user);
    assert.equal(await introspect(token), "REVOKED");
    assert.equal(await introspect((await client.getToken(user, ["chat"])).token), "ACTIVE");
  },
  "deletes an identity": async () => {
    const { user, token } = await client.createUserAndToken(["chat"]);
    await client.deleteUser(user);
    assert.equal(await introspect(token), "DELETED");
    const gone = "The identity was not found.";
    await rejects(() => client.getToken(user, ["chat"]), 404, "NotFound", gone);
    await rejects(() => client.deleteUser(user), 404, "NotFound", gone);
  },
  "exchanges a Teams user's token": async () => {
    const { token } = await control("POST", "teams-token", { appId, userId });
    const exchanged = await client.getTokenForTeamsUser({
      teamsUserAadToken: token,
      clientId: appId,
      userObjectId: userId,
    });
    assert.equal(await introspect(exchanged.token), "ACTIVE");
  },
  "is refused without scopes": async () => {
    const user = await client.createUser();
    const none = "Invalid scopes - Scopes field is required.";
    const missing = "Scopes: The Scopes field is required.";
    await rejects(() => client.getToken(user, []), 400, "ValidationError", none);
    const unscoped = spoiled((request) => {
      if (request.body) {
        request.body = "{}";
      }
    }, "perCall");
    await rejects(() => unscoped.getToken(user, ["chat"]), 400, "ValidationError", missing);
  },
  "is refused a lifetime out of bounds": async () => {
    const user = await client.createUser();
    for (const minutes of [59, 1441]) {
      const text = `ExpiresInMinutes value ${minutes} is invalid. Value must be within the [60, 1440] interval.`;
      const options = { tokenExpiresInMinutes: minutes };
      await rejects(
        () => client.getToken(user, ["chat"], options),
        400,
        "ValidationError",
        text,
      );
      await rejects(
        () => client.createUserAndToken(["chat"], options),
        400,
        "ValidationError",
        text,
      );
    }
  },
  "is refused a foreign identity": async () => {
    const text = "Provided identity doesn't belong to the resource.";
    await rejects(() => client.getToken(foreign, ["chat"]), 401, "IdentityNotOwned", text);
    await rejects(() => client.revokeTokens(foreign), 401, "IdentityNotOwned", text);
    await rejects(() => client.deleteUser(foreign), 401, "IdentityNotOwned", text);
    const malformed = { communicationUserId: "nonsense" };
    await rejects(() => client.deleteUser(malformed), 401, "IdentityNotOwned", text);
  },
  "is refused whatever is wrong with a Teams exchange": async () => {
    const { token } = await control("POST", "teams-token", { appId, userId });
    const exchange = (teamsUserAadToken, clientId, userObjectId) => () =>
      client.getTokenForTeamsUser({ teamsUserAadToken, clientId, userObjectId });
    const invalid = "Provided access token is not valid.";
    await rejects(exchange("", "", ""), 401, "InvalidAccessToken", invalid);
    await rejects(exchange("invalid", appId, userId), 401, "InvalidAccessToken", invalid);
    const table = [
      ["", userId, "AppId: The AppId field is required."],
      ["invalid", userId, "Provided AppId has invalid format."],
      [userId, userId, "AAD application is not the expected one."],
      [appId, appId, "Provided AAD token issued for unexpected user."],
    ];
    for (const [app, user, text] of table) {
      await rejects(exchange(token, app, user), 400, "ValidationError", text);
    }
  },
  "is refused a wrong key": async () => {
    const wrong = connectionString.replace(/accesskey=.*/, "accesskey=d3Jvbmc=");
    const stranger = new CommunicationIdentityClient(wrong, once);
    const text = "Denied by the resource provider.";
    await rejects(() => stranger.createUser(), 401, "Denied", text);
  },
  "is refused a body that is not the one it signed": async () => {
    const altered = spoiled((request) => {
      if (request.body) {
        request.body = request.body.replace("chat", "voip");
      }
    }, "perRetry");
    const user = await client.createUser();
    const text = "Request 'x-ms-content-sha256' differs from generated content hash.";
    await rejects(() => altered.getToken(user, ["chat"]), 401, "Denied", text);
  },
  "is refused an unknown version": async () => {
    const old = spoiled((request) => {
      request.url = request.url.replace(/api-version=[^&]+/, "api-version=1999-01-01");
    }, "perCall");
    const text = `The HTTP resource that matches the request URI '${endpoint}identities' does not support the API version '1999-01-01'.`;
    await rejects(() => old.createUser(), 400, "UnsupportedApiVersion", text);
  },
  "is throttled, and gets through by its own retries": async () => {
    await control("PUT", "quotas", { enabled: true, limits: { CREATE: 1 } });
    await client.createUser();
    await client.createUser().then(
      () => assert.fail("it was allowed"),
      (error) => {
        assert.equal(error.statusCode, 429);
        assert.equal(error.code, "TooManyRequests");
        assert.match(error.response.headers.get("retry-after"), /^(29|30)$/);
      },
    );
    await control("PUT", "quotas", { enabled: false });
    const fault = { fault: "status", status: 429, retryAfter: "PT1S", times: 1 };
    await control("POST", "faults", fault);
    await new CommunicationIdentityClient(connectionString).createUser();
  },
  "keeps a credential supplied": async () => {
    const user = await client.createUser();
    const credential = new AzureCommunicationTokenCredential({
      tokenRefresher: async () => (await client.getToken(user, ["chat"])).token,
      refreshProactively: true,
    });
    assert.equal(await introspect((await credential.getToken()).token), "ACTIVE");
    credential.dispose();
  },
  "takes a five-segment token for an opaque one": async () => {
    await control("PUT", "tokens", { encrypted: true });
    const { token } = await client.createUserAndToken(["chat"]);
    assert.equal(token.split(".").length, 5);
    const credential = new AzureCommunicationTokenCredential(token);
    assert.equal((await credential.getToken()).token, token);
    credential.dispose();
    assert.equal(await introspect(token), "ACTIVE");
    await control("PUT", "tokens", { encrypted: false });
  },
};

(async () => {
  for (const [name, run] of Object.entries(cases)) {
    try {
      await run();
      console.log(`ok   ${name}`);
    } catch (error) {
      console.log(`FAIL ${name}`);
      console.error(error);
      process.exit(1);
    }
  }
  console.log(`${Object.keys(cases).length} cases passed`);
})();
