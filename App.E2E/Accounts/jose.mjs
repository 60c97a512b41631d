// Verifies an access token with the published keys, as any resource server would. Prints one line of JSON for the test.
import { createRemoteJWKSet, jwtVerify } from "jose";

const [keys, issuer, audience, token] = process.argv.slice(2);
const rules = {
    issuer,
    audience,
    typ: "at+jwt",
    algorithms: ["RS256"],
    requiredClaims: ["sub", "sid", "org", "jti", "iat", "exp"],
};
const answer = await jwtVerify(token, createRemoteJWKSet(new URL(keys)), rules)
    .then(({ payload }) => payload, (error) => ({ refused: error.code }));
console.log(JSON.stringify(answer));
