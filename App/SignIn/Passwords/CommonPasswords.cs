using System.Collections.Frozen;

namespace App.SignIn;

/// <summary>
/// Recognizes passwords that attackers try first, at 12 characters and more. It does not hold a list of passwords, which would
/// be long and never complete, but the words that such lists are made of. A password is common if it consists of at most three
/// of the words, in any case, with digits and symbols around, between or instead of letters. Repeated patterns and sequences
/// are common too.
/// </summary>
static class CommonPasswords
{
    const int MostWords = 3, LongestWord = 34;

    static readonly FrozenSet<string> Words = string.Join(' ',
        // what a password is, and what people do with it
        "password passwort passwords passphrase motdepasse contrasena senha wachtwoord haslo parola kennwort secret geheim",
        "private access login logon signin signup account",
        "changeme change default temporary temp initial start starten enter open unlock letmein letme in trustno trust",
        "noone nothing blank empty none null unknown whatever",
        "welcome willkommen bienvenue hello hallo hola ciao test testing tester trial demo sample example guest user",
        "username admin administrator root system manager master",
        "super superuser operator service support helpdesk office company business work computer laptop desktop server",
        "network internet windows linux apple google amazon",
        "microsoft facebook instagram youtube samsung iphone android oracle cisco stockade shop store sales order orders",
        "warehouse cloud database backup security secure safe",
        // rows and columns of keys
        "qwerty qwertyu qwertyui qwertyuio qwertyuiop qwertz qwertzu qwertzui qwertzuiop azerty azertyuiop asdf asdfg",
        "asdfgh asdfghj asdfghjk asdfghjkl zxcv zxcvb zxcvbn zxcvbnm yxcvbnm",
        "qaz wsx edc rfv tgb qazwsx qazwsxedc qazwsxedcrfv zaq xsw zaqxsw qweasd qweasdzxc qwe asd zxc poiuytrewq lkjhgfdsa",
        "mnbvcxz abc abcd abcde abcdef abcdefg abcdefgh xyz",
        // affection, family, swear words and faith
        "i you me my your a an the is it am are be love loves loved lover loving iloveyou iloveu ilove loveme loveyou",
        "forever always never baby babe babygirl babyboy honey sweet sweety",
        "sweetheart darling angel angels heart hearts kiss kisses happy smile lucky friend friends bestfriend family mother",
        "father mommy daddy mama papa brother sister together only life",
        "liebe schatz amour amore teamo tequiero fuck fuckyou fuckoff bitch asshole sexy hot girl girls boy boys lady queen",
        "king prince princess god jesus christ heaven faith blessed",
        // seasons, months, days, colors, numbers
        "spring summer autumn fall winter sommer herbst fruehling january february march april june july august september",
        "october november december monday tuesday wednesday thursday",
        "friday saturday sunday red green blue yellow orange purple black white silver golden gold pink one two three four",
        "five six seven eight nine ten",
        // animals, heroes, games, sport, music, food
        "dragon monkey tiger tigger lion eagle falcon panther wolf horse pony butterfly dolphin kitty kitten puppy snoopy",
        "doggy cat dog bird fish bear turtle spider scorpion phoenix",
        "superman batman spiderman ironman captain america marvel starwars startrek skywalker vader yoda matrix gandalf",
        "hobbit harry potter harrypotter hogwarts pokemon pikachu mario",
        "minecraft fortnite roblox warcraft counter strike playstation nintendo xbox gamer player killer ninja shadow ghost",
        "legend hunter ranger warrior wizard magic mystery thunder storm",
        "football fussball soccer baseball basketball hockey tennis golf chelsea arsenal liverpool manchester united",
        "barcelona realmadrid juventus bayern dortmund cowboys yankees lakers steelers",
        "redsox broncos eagles packers champion winner victory metallica nirvana eminem beatles slipknot guitar music rock",
        "star superstar rockstar cookie chocolate banana cheese pepper",
        "ginger coffee pizza candy sugar sunshine sunflower flower flowers rainbow moon sun ocean beach paradise diamond",
        "money dollar millionaire rich freedom peace victoria london paris berlin",
        "newyork texas california london england germany france spain italy canada mexico brazil",
        // names
        "michael jennifer jessica ashley daniel joshua matthew andrew anthony christopher nicholas jonathan alexander",
        "benjamin samantha elizabeth stephanie michelle nicole melissa amanda",
        "jordan justin robert thomas william charles charlie george james david joseph john johnny jack peter paul mark",
        "martin kevin brian steven patrick richard edward oliver oscar lucas",
        "maria anna laura sarah sandra claudia andrea martina sabrina natalie charlotte sophie emma hannah lena julia",
        "katharina stefan andreas thomas christian sebastian maximilian florian",
        "carlos fernando alejandro francisco gabriel rafael roberto eduardo patricia gabriela valentina antonio giovanni",
        "alessandro francesco",
        // examples that were recommended as strong
        "correct horse battery staple correcthorsebatterystaple spongebob squarepants spongebobsquarepants letmeinplease",
        "opensesame abracadabra supercalifragilisticexpialidocious")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool Holds(string password)
    {
        var lower = password.ToLowerInvariant();
        var core = lower.Trim([.. lower.Where(c => !char.IsLetter(c))]);
        return MadeOfWords(Letters(lower)) || MadeOfWords(Letters(Spelled(core))) || Repeats(password) || IsSequence(password);
    }

    /// <summary>Returns true if the letters consist of at most three of the words.</summary>
    static bool MadeOfWords(string letters)
    {
        // fewest[i]: the smallest number of words that the first i letters consist of
        var fewest = Enumerable.Repeat(MostWords + 1, letters.Length + 1).ToArray();
        fewest[0] = 0;
        for (var end = 1; end <= letters.Length; end++)
            for (var start = Math.Max(0, end - LongestWord); start < end; start++)
                if (fewest[start] < MostWords && Words.Contains(letters[start..end]))
                    fewest[end] = Math.Min(fewest[end], fewest[start] + 1);
        return letters.Length >= 3 && fewest[^1] <= MostWords;
    }

    static string Letters(string text) => string.Concat(text.Where(char.IsLetter));

    /// <summary>Replaces symbols and digits with the letters that they stand for.</summary>
    static string Spelled(string text) => string.Concat(text.Select(c => c switch
    {
        '0' => 'o',
        '1' or '!' => 'i',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        _ => c,
    }));

    static bool Repeats(string password)
    {
        for (var length = 1; length <= 4; length++)
            if (Enumerable.Range(length, password.Length - length).All(i => password[i] == password[i - length]))
                return true;
        return false;
    }

    /// <summary>Returns true for a sequence such as 1234567890 or zyxwvu. The digit after 9 is 0.</summary>
    static bool IsSequence(string password)
    {
        var steps = Enumerable.Range(1, password.Length - 1).Select(i => password[i] - password[i - 1]).ToList();
        return steps.All(step => step is 1 or -9) || steps.All(step => step is -1 or 9);
    }
}
