using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace App.Organizations;

/// <summary>
/// Writes names of all languages that have letters or syllables in lower-case ASCII, as their readers are used to: "Müller" is
/// mueller, "Türk" is turk, "Київ" is kyiv, "Αθήνα" is athina. Letters that need a dictionary (Chinese characters) or have no
/// table here are left out.
/// </summary>
public static partial class Transliteration
{
    /// <summary>Latin letters that are no base letter with an accent.</summary>
    static readonly FrozenDictionary<char, string> Latin = Table(
        "ß ss æ ae œ oe ø o đ d ð d þ th ł l ħ h ı i ŋ ng ə a ŧ t ƒ f ĸ k");

    /// <summary>Letters with two dots as German writes them without.</summary>
    static readonly FrozenDictionary<char, string> German = Table("ä ae ö oe ü ue");

    static readonly FrozenDictionary<char, string> Danish = Table("ø oe å aa");

    /// <summary>
    /// Cyrillic letters, as Russian and most other languages are written; see the tables after it for the others.
    /// </summary>
    static readonly FrozenDictionary<char, string> Cyrillic = Table("""
        а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ы y
        э e ю yu я ya і i ї yi є ye ґ g ў u ђ dj ј j љ lj њ nj ћ c џ dz ѓ gj ѕ dz ќ kj ә a ғ g қ k ң n ө o ұ u ү u һ h җ zh
        """);

    static readonly FrozenDictionary<char, string> Ukrainian = Table("г h и y є ie ї i й i ю iu я ia");

    /// <summary>Ukrainian letters at the beginning of a word.</summary>
    static readonly FrozenDictionary<char, string> UkrainianFirst = Table("є ye ї yi й y ю yu я ya");

    static readonly FrozenDictionary<char, string> Belarusian = Table("г h ё io");

    static readonly FrozenDictionary<char, string> Bulgarian = Table("щ sht ъ a х h");

    static readonly FrozenDictionary<char, string> Serbian = Table("ж z х h ц c ч c ш s й j");

    static readonly FrozenDictionary<char, string> Greek = Table(
        "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o");

    static readonly FrozenDictionary<char, string> Georgian = Table("""
        ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh ჩ ch ც ts ძ dz
        წ ts ჭ ch ხ kh ჯ j ჰ h
        """);

    static readonly FrozenDictionary<char, string> Armenian = Table("""
        ա a բ b գ g դ d ե e զ z է e ը y թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o չ ch պ p ջ j ռ r
        ս s վ v տ t ր r ց ts ւ u փ p ք k և ev օ o ֆ f
        """);

    /// <summary>Hebrew letters. Vowels are not written, so the result is only close to the sound.</summary>
    static readonly FrozenDictionary<char, string> Hebrew = Table("""
        א a ב b ג g ד d ה h ו o ז z ח ch ט t י i כ k ך k ל l מ m ם m נ n ן n ס s ע a פ p ף f צ ts ץ ts ק k ר r ש sh
        ת t
        """);

    /// <summary>Arabic and Persian letters. Short vowels are not written, so the result is only close to the sound.</summary>
    static readonly FrozenDictionary<char, string> Arabic = Table("""
        ا a ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع a غ gh ف f ق q ك k ل l م m ن n ه h و w ي y ة a
        ى a پ p چ ch ژ zh گ g ک k ی y
        """);

    /// <summary>Hiragana. Katakana are read as the hiragana of the same sound.</summary>
    static readonly FrozenDictionary<char, string> Kana = Table("""
        あ a い i う u え e お o か ka き ki く ku け ke こ ko が ga ぎ gi ぐ gu げ ge ご go さ sa し shi す su せ se そ so ざ za じ ji ず zu
        ぜ ze ぞ zo た ta ち chi つ tsu て te と to だ da ぢ ji づ zu で de ど do な na に ni ぬ nu ね ne の no は ha ひ hi ふ fu へ he
        ほ ho ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po ま ma み mi む mu め me も mo や ya ゆ yu よ yo ら ra り ri
        る ru れ re ろ ro わ wa ゐ i ゑ e を o ん n ゔ vu ぁ a ぃ i ぅ u ぇ e ぉ o
        """);

    static readonly FrozenDictionary<char, string> SmallKana = Table("ゃ a ゅ u ょ o");

    static readonly string[] HangulInitials = "g kk n d tt r m b pp s ss - j jj ch k t p h".Split(' ');
    static readonly string[] HangulVowels = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".Split(' ');
    static readonly string[] HangulFinals = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t".Split(' ');

    /// <summary>Returns the text in lower-case ASCII letters and digits; everything else becomes a space.</summary>
    public static string ToAscii(string text)
    {
        // "İ" first: in lower case it would be "i" with another dot. The dotless "ı" is as Turkish and also becomes "i".
        var composed = text.Replace("İ", "ı", StringComparison.Ordinal).Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var written = WithGreekPairs(WithoutApostrophes(composed));
        var languages = LanguagesOf(written);
        var ascii = new StringBuilder();
        for (var i = 0; i < written.Length; i++)
        {
            var isFirst = i == 0 || !char.IsLetter(written[i - 1]);
            if (isFirst && languages.Contains(Ukrainian) && UkrainianFirst.TryGetValue(written[i], out var first))
                ascii.Append(first);
            else if (written[i] is >= '\uAC00' and <= '\uD7A3')
                AppendHangul(ascii, written[i]);
            else if (!AppendKana(ascii, written, i))
                Append(ascii, written[i], languages);
        }
        return ascii.ToString();
    }

    /// <summary>
    /// Returns the tables to use, the most particular first. The letters of a name tell its language, if it matters.
    /// </summary>
    static List<FrozenDictionary<char, string>> LanguagesOf(string text)
    {
        var tables = new List<FrozenDictionary<char, string>>();
        if (HasAny(text, "їєґ") || (text.Contains('і') && !text.Contains('ў')))
            tables.Add(Ukrainian);
        if (text.Contains('ў'))
            tables.Add(Belarusian);
        if (HasAny(text, "ђјљњћџѓѕќ"))
            tables.Add(Serbian);
        if (BulgarianHardSign().IsMatch(text))
            tables.Add(Bulgarian);
        if (HasAny(text, "æø"))
            tables.Add(Danish);
        // Other languages with these letters also have letters that German lacks, and drop the dots: Türk Şirketi, Ångström.
        if (!NotGerman().IsMatch(text))
            tables.Add(German);
        tables.AddRange([Latin, Cyrillic, Greek, Georgian, Armenian, Hebrew, Arabic]);
        return tables;
    }

    static bool HasAny(string text, string letters) => text.Any(c => letters.Contains(c, StringComparison.Ordinal));

    static void Append(StringBuilder ascii, char letter, List<FrozenDictionary<char, string>> tables)
    {
        if (char.IsSurrogate(letter)) // emoji and rare characters
        {
            ascii.Append(' ');
            return;
        }
        if (tables.FirstOrDefault(table => table.ContainsKey(letter)) is { } known)
        {
            ascii.Append(known[letter]);
            return;
        }
        if (letter is 'ь' or 'ъ')
            return;
        foreach (var part in letter.ToString().Normalize(NormalizationForm.FormKD))
        {
            if (char.IsAsciiLetterOrDigit(part))
                ascii.Append(part);
            else if (part != letter)
                Append(ascii, part, tables);
            else if (!IsMark(part))
                ascii.Append(' ');
        }
    }

    static bool IsMark(char c) => CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ModifierLetter
        or UnicodeCategory.Format;

    static string WithoutApostrophes(string text) =>
        string.Concat(text.Where(c => c is not ('\'' or '’' or '‘' or 'ʼ' or '`' or '´')));

    /// <summary>Writes the pairs of Greek letters that are one sound. A mark with two dots separates such a pair.</summary>
    static string WithGreekPairs(string text)
    {
        if (!text.Any(c => c is >= '\u0370' and <= '\u03FF'))
            return text;
        var plain = string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => c != '\u0301'))
            .Normalize(NormalizationForm.FormC);
        plain = GreekVoiceless().Replace(plain, pair => pair.Value[0] == 'α' ? "af" : "ef");
        plain = GreekFirst().Replace(plain, "b");
        return plain.Replace("αυ", "av", StringComparison.Ordinal)
            .Replace("ευ", "ev", StringComparison.Ordinal)
            .Replace("ου", "ou", StringComparison.Ordinal)
            .Replace("γγ", "ng", StringComparison.Ordinal)
            .Replace("γξ", "nx", StringComparison.Ordinal)
            .Replace("γχ", "nch", StringComparison.Ordinal);
    }

    static void AppendHangul(StringBuilder ascii, char syllable)
    {
        var index = syllable - '\uAC00';
        foreach (var part in new[] { HangulInitials[index / 588], HangulVowels[index % 588 / 28], HangulFinals[index % 28] })
            if (part != "-")
                ascii.Append(part);
    }

    /// <summary>Appends a kana with what it does to its neighbors. Returns false for other characters.</summary>
    static bool AppendKana(StringBuilder ascii, string text, int at)
    {
        var kana = Hiragana(text[at]);
        if (kana == 'ー') // lengthens a vowel, which is not written
            return true;
        if (SmallKana.TryGetValue(kana, out var vowel))
        {
            // "ki" and a small "ya" are "kya", "shi" and a small "ya" are "sha"
            if (ascii.Length > 1 && ascii[^1] == 'i')
                ascii.Length--;
            var before = ascii.ToString(Math.Max(0, ascii.Length - 2), Math.Min(2, ascii.Length));
            var isSoft = before is "sh" or "ch" || before.EndsWith('j');
            ascii.Append(isSoft ? "" : "y").Append(vowel);
            return true;
        }
        if (kana == 'っ') // doubles the next consonant
        {
            if (at + 1 < text.Length && Kana.TryGetValue(Hiragana(text[at + 1]), out var next))
                ascii.Append(next[0]);
            return true;
        }
        if (!Kana.TryGetValue(kana, out var sound))
            return false;
        ascii.Append(sound);
        return true;
    }

    static char Hiragana(char c) => c is >= 'ァ' and <= 'ヴ' ? (char)(c - 'ァ' + 'ぁ') : c;

    static FrozenDictionary<char, string> Table(string pairs)
    {
        var words = pairs.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return words.Chunk(2).ToFrozenDictionary(pair => pair[0][0], pair => pair[1]);
    }

    /// <summary>Finds accented letters that German has neither itself nor in words from French.</summary>
    [GeneratedRegex("[ıİşğåæøőűáíóúñãõčďěňřšťůýžľĺŕąćęłńśźżđðþășțāēģīķļņūėįųħċġ]")]
    private static partial Regex NotGerman();

    /// <summary>Finds a hard sign that is a vowel, as in Bulgarian. In Russian it stands only before е, ё, ю and я.</summary>
    [GeneratedRegex("ъ[бвгджзйклмнпрстфхцчшщ]")]
    private static partial Regex BulgarianHardSign();

    [GeneratedRegex("[αε]υ(?=[θκξπσςτφχψ]|\\b)")]
    private static partial Regex GreekVoiceless();

    [GeneratedRegex("\\bμπ")]
    private static partial Regex GreekFirst();
}
