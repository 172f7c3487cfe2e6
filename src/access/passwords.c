#include "passwords.h"
#include <sodium.h>

/* Of 32 random bytes that nobody kept, with today's costs. */
static const char of_nobody[] = "$argon2id$v=19$m=65536,t=3,p=1$KODXU2Ak3vFf8JMs3w4tCg$fCdt0BwmSkZgyVRZvw5r80rNjpVUgttAOntVJGAbydM";

int password_hash(struct ctx *c, const char *password, const char **out)
{
  const size_t n = strlen(password);
  char hash[crypto_pwhash_STRBYTES];
  if (n > PASSWORD_MOST) return fail(c, ERR_INVALID, "password", N_("This password is too long. Use at most 200 characters."));
  if (crypto_pwhash_str_alg(hash, password, n, PASSWORD_ROUNDS, PASSWORD_MEMORY, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return fail(c, ERR_BUSY, NULL, N_("It is busy now. Wait a moment and try again."));
  *out = arena_text(&c->arena, hash, strlen(hash));
  return OK;
}

/* What is too long is cut to a length that nobody's is: it takes no other time than what can be right. */
bool password_verify(const char *hash, const char *password)
{
  return crypto_pwhash_str_verify(hash, password, strnlen(password, PASSWORD_MOST + 1)) == 0;
}

bool password_verify_nobody(const char *password)
{
  (void)!password_verify(of_nobody, password);
  return false;
}
