#include "urgent_words.h"
#include "text.h"

/* In the form of text_slug: folded, a hyphen between words. A word with * at its end is the beginning of one, words with
 * | between them are choices, and + stands for at most three words of any kind.
 * Better once too often than once too little: the message stands above the results and hides nothing. */
static const char *const suicide[] = {
  "113", "zelfmoord*", "zelfdod*", "suicid*", "suizid*", "zelf-doding|moord", "levensmoe*", "euthanasie",
  "dood-wil|willen|zijn|gaan|wens", "wil|willen|wou|liever-+-dood", "doodgaan", "doodswens*", "doodwens*",
  "niet-meer-+-leven", "geen-zin|reden-+-leven", "leven-+-geen-zin", "leven-+-niet-meer-waard", "wil-er-niet-meer-zijn", "wil|willen-sterven",
  "zie-het-+-niet-meer-zitten", "niet-meer-zitten", "kan-niet-meer", "kan-het-niet-meer-aan", "trek-het-niet-meer", "hou-het-niet-meer-vol",
  "mezelf|mijzelf|zichzelf-+-aandoe*|aandoen|doden|pijn|verwond*|ophang*", "me|mij-zelf-iets-aan*", "mezelf|mijzelf|zichzelf-iets|wat-aan*",
  "snij|sny|snijd|snijden-+-mezelf|mijzelf", "mezelf|mijzelf|zichzelf-+-snij*|snijden|sny*", "automutil*", "zelfbeschadig*", "zelfverwond*",
  "mezelf|mijzelf|mij|me-van-kant", "maak|maken-er-een-eind*", "eind|einde-aan-+-maken|leven", "uit-het-leven", "ophangen", "verhang*",
  "voor-de|een-trein",
  "overdosis", "kill|killing-myself", "end|ending|take|taking-my-+-life", "want|wanna-+-die", "better-off-dead", "wish-i-was|were-dead",
  "hurt|harm|cut|cutting|hang|hanging-myself", "self-harm*", "selfharm*", "overdose*", "don-t-want-to-live", "dont-want-to-live", "cant-go-on",
  "can-t-go-on", "no-reason-to-live",
};
static const char *const danger[] = {
  "112", "911", "999", "noodgeval*", "nood", "spoed*", "acuut*", "acute*", "direct|nu|in|groot-gevaar", "levensgevaar*", "help-nu", "nu-help",
  "slaat|slaan|schopt-+-nu", "nu-+-geslagen", "nu-onveilig", "niet-veilig-nu", "niet-+-veilig-vannacht|vanavond",
  "maak|maakt|maken-+-dood|kapot|af", "vermoord*", "moord", "moorden", "doodmak*", "doodmaak*", "dood-maak*|maken|slaan|steek*|schiet*", "doodsla*",
  "doodsteek*", "doodsteken", "doodschiet*", "doodsbang",
  "steek*|stak|steken-+-neer", "steekt", "steek|steken|stak-haar|hem|ze|je|iemand", "gestoken", "neersteek*", "neersteken", "neergestoken",
  "iets|wat-+-aandoe*", "iets|wat-+-aandeed", "iets|wat-aan-doe*", "laat-+-niet|nooit-+-weg*|gaan", "staat|sta-+-voor-+-deur", "aan-de-deur",
  "achterna",
  "mishandel*", "wurg*", "gewurgd", "verwurg*", "keel-dicht*", "bij|naar-+-keel", "keel-+-dicht*", "geen-lucht", "stik|stikken",
  "mes", "messen", "bijl", "hamer", "pistool", "pistolen", "geweer", "wapen*", "vuurwapen*", "schiet*", "neerschiet*", "schoot",
  "baby-+-geschud|schud*|slaan|sla|slaat|geslagen", "schud|schudden|schudde|sla|slaan|slaat-+-baby", "geschud", "shaken|shook|shaking-+-baby",
  "baby-shaken",
  "verkracht*", "aangerand", "bedreig*", "brandsticht*", "brand-sticht*", "in-brand", "steekt-het-huis", "opgesloten", "sluit|sloot-+-op",
  "ontvoer*", "gijzel*", "bewusteloos", "bloed", "bloedt",
  "uithuwelijk*", "uitgehuwelijkt", "eerwraak",
  "emergency", "in-danger", "danger-now", "gun", "guns", "knife", "knives", "weapon*", "strangl*", "choke*", "choking", "stab", "stabb*", "stabs",
  "kill", "kills", "killed", "killing", "murder*", "shoot*",
  "rape", "raped", "rapes", "threaten*", "beating-me", "beats-+-to-death", "locked-me|in|up", "lock-me-+-in|up", "won-t-let-me-leave|go",
  "wont-let-me-leave|go", "at-+-door", "cant-breathe", "can-t-breathe", "unconscious", "kidnap*",
};

enum { GAP_WORDS = 3 };

static size_t element(const char *s) { return strcspn(s, "-"); }
static const char *after(const char *s) { const size_t n = element(s); return s + n + (s[n] == '-'); }

/* Whether a word of `n` letters is one of the choices of the pattern's first element. */
static bool element_is(const char *pattern, const char *word, size_t n)
{
  const char *const end = pattern + element(pattern);
  for (const char *s = pattern; s < end; ) {
    size_t size = 0;
    while (s + size < end && s[size] != '|') size++;
    const bool begins = s[size - 1] == '*';
    const size_t letters = size - begins;
    if ((begins ? n >= letters : n == letters) && memcmp(s, word, letters) == 0) return true;
    s += size + 1;
  }
  return false;
}

/* Whether `words` begin with the pattern. */
static bool begins_with(const char *words, const char *pattern)
{
  unsigned gap = 0;
  while (*pattern) {
    if (*pattern == '+') { gap = GAP_WORDS; pattern = after(pattern); continue; }
    bool found = false;
    for (; *words && !(found = element_is(pattern, words, element(words))) && gap; gap--) words = after(words);
    if (!found) return false;
    words = after(words);
    pattern = after(pattern);
    gap = 0;
  }
  return true;
}

static bool has_any(struct ctx *c, const char *words, const char *const *patterns, size_t count)
{
  if (!words) return false;
  for (const char *at = text_slug(&c->arena, words, strlen(words) * 2 + 1); *at; at = after(at))
    for (size_t i = 0; i < count; i++)
      if (begins_with(at, patterns[i])) return true;
  return false;
}

bool words_of_suicide(struct ctx *c, const char *words) { return has_any(c, words, suicide, COUNT(suicide)); }
bool words_of_danger(struct ctx *c, const char *words) { return has_any(c, words, danger, COUNT(danger)); }

bool words_begin_with_i(struct ctx *c, const char *words)
{
  const char *const slug = words ? text_slug(&c->arena, words, strlen(words) * 2 + 1) : "";
  return element_is("ik|i|im", slug, element(slug));
}

static bool in_list(const char *word, const char *const *patterns, size_t count)
{
  const size_t n = strlen(word);
  for (size_t i = 0; i < count; i++)
    for (const char *s = patterns[i]; *s; s = after(s))
      if (element_is(s, word, n)) return true;
  return false;
}

bool urgent_word(const char *word) { return in_list(word, suicide, COUNT(suicide)) || in_list(word, danger, COUNT(danger)); }
