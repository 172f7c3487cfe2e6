/* Plain words, easy to say and to hear on a phone, none of which says anything. */
#include "intake.h"
#include <sodium.h>

static const char *const words[] = {
  "appel", "boot", "brug", "dak", "dijk", "duin", "eend", "egel", "fiets", "fluit", "gans", "golf", "haven", "hout", "ijs", "jas", "kaars", "kameel", "kast", "kers",
  "klok", "knoop", "koek", "krant", "lamp", "lepel", "linde", "maan", "mand", "meeuw", "molen", "mossel", "mus", "noot", "oever", "olijf", "paard", "paraplu", "peer",
  "plank", "pluim", "poort", "raam", "regen", "riet", "rivier", "schelp", "schip", "sjaal", "sneeuw", "spiegel", "steen", "ster", "stoel", "tafel", "tent", "tomaat",
  "toren", "trein", "tulp", "veer", "vijver", "vlag", "vlinder", "wolk", "zand", "zeil", "zon"
};

const char *word_of(const char *text)
{
  uint8_t hash[crypto_generichash_BYTES_MIN];
  crypto_generichash(hash, sizeof hash, (const unsigned char *)text, strlen(text), (const unsigned char *)"kentering words.", 16);
  return words[(unsigned)(hash[0] << 8 | hash[1]) % COUNT(words)];
}
