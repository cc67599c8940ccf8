"""Les deux feuilles de tout fichier agrégé : ce que compte chaque mesure, et ce que le secret masque."""

from collections.abc import Iterator

from relogement.agrege import Agregat
from relogement.agrege.faits import Cadre
from relogement.agrege.medianes import SECRET
from relogement.exports.soigne import Bloc, Case, Colonne, Feuille, Genre
from relogement.indicateurs.criteres import INDICATEURS
from relogement.regles.localisation import A_VERIFIER
from relogement.textes import INSECABLE, jour, nombre

AUTRES = (
    (
        "Offres par relogement",
        "Offres faites aux ménages relogés définitivement, divisées par ces ménages ; "
        "ceux dont aucune offre n’est connue sont hors du calcul.",
        "Offres des dossiers",
    ),
    (
        "Refus",
        "Offres refusées ou restées sans réponse, par motif ; les refus d’avant la reprise sont comptés. "
        "Un motif que la charte ne connaît pas compte parmi les autres.",
        "Charte locale de relogement",
    ),
    (
        "Délais",
        "La moitié des dossiers attend moins, l’autre plus, entre les deux dates quand elles sont connues.",
        "Dates des dossiers",
    ),
    (
        "Reste à charge",
        "Loyer et charges moins l’aide au logement, à périmètre égal, des ménages relogés dont il est connu "
        "avant et après ; médianes à 5 € près.",
        "Coûts des dossiers",
    ),
    (
        "Profils",
        "Les titulaires recensés ; pour le logement trouvé, les titulaires relogés. Mêmes tranches que l’export "
        "de type RIME.",
        "Enquêtes des dossiers",
    ),
    (
        "Parcours",
        "Titulaires arrivés au moins à cette étape : elle est datée, ou une étape plus avancée l’est.",
        "Dates des dossiers",
    ),
)


def definitions() -> Feuille:
    """Chaque mesure du fichier, sa définition et le texte ou la pièce dont elle vient."""
    lignes: list[tuple[Case, ...]] = [(i.libelle, i.definition, i.source) for i in INDICATEURS]
    colonnes = (Colonne("Mesure"), Colonne("Ce qu’elle compte", Genre.LONG), Colonne("Source", Genre.LONG))
    return Feuille(
        "Définitions",
        "Définitions et sources",
        (Bloc("", colonnes, [*lignes, *AUTRES]),),
        (32, 84, 40),
        "La part est le numérateur divisé par le dénominateur : ceux dont on sait répondre, NR et SO exclus. "
        "La couverture dit quelle partie des ménages concernés c’est.",
    )


def secret(agregat: Agregat) -> Feuille:
    """Les seuils, la charte, le nombre de cases masquées, et ce qu'il ne faut pas faire du fichier."""
    colonnes = (Colonne("Règle"), Colonne("Ce fichier", Genre.LONG))
    return Feuille("Secret", "Secret statistique", (Bloc("", colonnes, list(regles(agregat))),), (34, 118))


def _a_verifier(cadre: Cadre) -> str:
    """Combien de relogements du projet reposent sur un quartier à vérifier ; un petit nombre ne sort pas."""
    if not cadre.a_verifier:
        return "aucun : « hors QPV » et « hors site » ne reposent sur aucune adresse proche d’une limite."
    petit = cadre.a_verifier < cadre.seuil_effectif
    combien = f"moins de {cadre.seuil_effectif}" if petit else nombre(cadre.a_verifier, 0)
    return f"{combien} des relogements comptés le sont d’après un quartier {A_VERIFIER}, dans tout le projet."


def regles(agregat: Agregat) -> Iterator[tuple[str, str]]:
    """Ce que dit la légende, dans le classeur comme dans le CSV."""
    cadre = agregat.cadre
    yield "Signe", f"« {SECRET} » : case masquée. Une case vide : personne n’est compté."
    yield "Seuil des effectifs", f"{cadre.seuil_effectif}{INSECABLE}ménages : un effectif plus petit ne sort pas."
    yield (
        "Seuil du revenu",
        f"{cadre.seuil_revenu}{INSECABLE}ménages pour ce qui est bâti sur les ressources ou le reste à charge.",
    )
    yield "Charte", f"{cadre.charte}, en vigueur le {jour(cadre.charte_du)}."
    yield "Situation", f"au {jour(cadre.au)}."
    yield "Quartiers à vérifier", _a_verifier(cadre)
    yield (
        "Cases masquées",
        f"{nombre(agregat.masquees, 0)} dans l’ensemble du projet, petites ou masquées pour qu’aucune addition "
        "ne rende les petites. Lesquelles ne se dit pas : ce serait aider à les retrouver.",
    )
    yield (
        "Ce qui est vérifié",
        "Chaque petit effectif, même non écrit (une différence, un complément, un trimestre), garde des valeurs "
        "possibles éloignées d’au moins le seuil pour qui connaît tout le reste du fichier.",
    )
    yield (
        "Taux et médianes",
        "Un taux, une couverture ou une moyenne ne sortent qu’avec leurs deux termes. Une médiane ne sort pas "
        "sous le seuil ; celle d’un reste à charge est à 5 € près.",
    )
    yield (
        "Zéros, unanimité, inconnus",
        "Un zéro ou un groupe unanime se montre, sauf dans un groupe sous le seuil. Les NR et les SO ne disent "
        "rien d’un ménage : ils ne sont masqués que pour protéger une autre case.",
    )
    yield (
        "Plusieurs fichiers",
        "À la même date, tous les fichiers du projet masquent les mêmes cases, pour une opération ou toutes. "
        "D’une date à l’autre, la différence de deux fichiers peut désigner un ménage : diffusez-les à dates "
        "fixes, un trimestre d’écart au moins, et n’en refaites pas un à quelques jours du précédent.",
    )
