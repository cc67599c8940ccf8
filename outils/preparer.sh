#!/usr/bin/env bash
# Prépare l’environnement Python dans .venv, seulement si quelque chose a changé depuis la dernière fois.
# Usage : outils/preparer.sh application | developpement
set -euo pipefail
cd -P "$(dirname "$0")/.."

but=${1:-developpement}
case $but in
    application) extras="" ;;
    developpement) extras="[dev]" ;;
    *) echo "Usage : outils/preparer.sh application | developpement" >&2; exit 2 ;;
esac

convient() { # un Python qui démarre, assez récent, et qui a les modules donnés
    "$1" -c "import sys${2:+, $2}; sys.exit(sys.version_info < (3, 11))" 2>/dev/null
}

premier_python() { # le premier qui convient ; $1 : modules exigés
    local python
    for python in python3 python3.13 python3.12 python3.11 python3.14; do
        if convient "$python" "${1:-}"; then
            echo "$python"
            return
        fi
    done
}

paquet_venv() { # Debian livre à part de quoi créer un environnement
    "$1" -c 'import sys; print("python%d.%d-venv|python3-venv" % sys.version_info[:2])'
}

venv_utilisable() { # il démarre, il a pip, et le projet n’a pas été déplacé depuis sa création
    convient .venv/bin/python pip && grep -qF "$PWD/.venv/" .venv/bin/pip
}

creer_venv() {
    rm -rf .venv
    "$1" -m venv .venv
}

installer() {
    echo "Préparation de Relogement : une seule fois, quelques minutes…" >&2
    .venv/bin/python -m pip install --quiet --constraint constraints.txt --editable ".$extras" && return
    echo "Les bibliothèques n’ont pas pu être installées : la cause est écrite au-dessus." >&2
    echo "Vérifiez le réseau (ou le mandataire), puis recommencez : rien n’est à défaire." >&2
    exit 1
}

verifier_qt() {
    QT_QPA_PLATFORM=offscreen .venv/bin/python -c "
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
assert not QWidget().grab().isNull()" && return
    echo "Qt est installé mais ne démarre pas : il manque une bibliothèque du système, nommée au-dessus." >&2
    exit 1
}

python=$(premier_python "venv, ensurepip")
python=${python:-$(premier_python)}
if [[ -z $python ]]; then
    echo "Il faut Python 3.11 ou plus récent ; ici : $(python3 --version 2>&1 || true)." >&2
    echo "Installez-le (par exemple : sudo apt-get install python3.11 python3.11-venv), puis recommencez." >&2
    exit 1
fi

if venv_utilisable || convient "$python" "venv, ensurepip"; then
    bash outils/systeme.sh
else
    bash outils/systeme.sh "$(paquet_venv "$python")"
fi

etat="$PWD $(cat pyproject.toml constraints.txt | cksum)"
temoins=".venv/pret-$but"
[[ $but == application ]] || temoins+=" .venv/pret-application"
if convient .venv/bin/python && [[ $(cat ".venv/pret-$but" 2>/dev/null) == "$etat" ]]; then
    exit 0
fi

venv_utilisable || creer_venv "$python"
rm -f .venv/pret-*
installer
verifier_qt
for temoin in $temoins; do
    echo "$etat" >"$temoin"
done
