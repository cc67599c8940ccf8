#!/usr/bin/env bash
# Les paquets du système (Debian, Ubuntu) : regarde ce qui manque, l’installe si on le peut, sinon dit quoi taper.
# Usage : outils/systeme.sh [paquet exigé en plus…]
set -euo pipefail

# bibliothèque  paquet (ou paquet récent|paquet ancien)
SANS_ECRAN="
libglib-2.0.so.0         libglib2.0-0t64|libglib2.0-0
libEGL.so.1              libegl1
libGL.so.1               libgl1
libxkbcommon.so.0        libxkbcommon0
libdbus-1.so.3           libdbus-1-3
libfontconfig.so.1       libfontconfig1
libfreetype.so.6         libfreetype6
libX11.so.6              libx11-6
"
AVEC_ECRAN="
libX11-xcb.so.1          libx11-xcb1
libxcb-cursor.so.0       libxcb-cursor0
libxcb-icccm.so.4        libxcb-icccm4
libxcb-image.so.0        libxcb-image0
libxcb-keysyms.so.1      libxcb-keysyms1
libxcb-randr.so.0        libxcb-randr0
libxcb-render-util.so.0  libxcb-render-util0
libxcb-shape.so.0        libxcb-shape0
libxcb-sync.so.1         libxcb-sync1
libxcb-xfixes.so.0       libxcb-xfixes0
libxcb-xkb.so.1          libxcb-xkb1
libxkbcommon-x11.so.0    libxkbcommon-x11-0
"

paquets_manquants() { # les paquets dont la bibliothèque n’est pas connue du système
    local presentes bibliotheque paquet
    presentes=$(/sbin/ldconfig -p)
    while read -r bibliotheque paquet; do
        [[ -z $bibliotheque || $presentes == *"	$bibliotheque "* ]] || echo "$paquet"
    done <<<"$1"
}

nom_connu() { # parmi « récent|ancien », le nom que connaît cette version du système
    local nom
    for nom in ${1//|/ }; do
        if [[ -n $(apt-cache show --no-all-versions "$nom" 2>/dev/null) ]]; then
            echo "$nom"
            return
        fi
    done
    echo "${1##*|}"
}

administrateur() { # comment passer une commande en administrateur sans rien demander
    if [[ $(id -u) == 0 ]]; then
        echo env
    elif sudo -n -E true 2>/dev/null; then # -E : garde les réglages de mandataire
        echo sudo -n -E env
    elif sudo -n true 2>/dev/null; then
        echo sudo -n env
    fi
}

dire_quoi_taper() {
    local commande="apt-get update && apt-get install -y --no-install-recommends $*"
    echo "Il manque des paquets du système. Tapez ceci, puis recommencez :"
    echo
    if command -v sudo >/dev/null; then
        echo "    sudo sh -c '$commande'"
    else
        echo "    su -c '$commande'"
    fi
    echo
} >&2

installer() {
    $admin DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        -o DPkg::Lock::Timeout=300 "$@" >/dev/null
}

noms() { # les paquets reçus, sous le nom qu’ils portent ici
    local paquet
    for paquet in "$@"; do nom_connu "$paquet"; done | sort -u
}

[[ $(uname -s) == Linux && -x /sbin/ldconfig ]] || exit 0

voulus="$* $(paquets_manquants "$SANS_ECRAN")"
[[ -z ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] || voulus+=" $(paquets_manquants "$AVEC_ECRAN")"
[[ -n ${voulus//[[:space:]]/} ]] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "Ce système n’a pas apt-get. Si l’installation échoue, ajoutez l’équivalent de :" $voulus >&2
    exit 0
fi

admin=$(administrateur)
if [[ -z $admin ]]; then
    dire_quoi_taper $(noms $voulus)
    exit 1
fi

echo "Installation de ce qui manque au système…" >&2
$admin apt-get update -qq >&2 || echo "La liste des paquets n’est pas toute à jour : on continue." >&2
necessaires=$(noms $voulus $(paquets_manquants "$AVEC_ECRAN"))
installer $necessaires || { dire_quoi_taper $necessaires; exit 1; }
installer fonts-inter 2>/dev/null || echo "La police Inter n’est pas disponible ici : une autre la remplace." >&2
